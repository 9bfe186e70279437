import type { Failure } from './failure-types.js';
import { codeOfName } from './grpc-status.js';
import { isFailureKind } from './kinds.js';
import { readText } from './read-text.js';
import type { Report } from './report.js';

/** How many wrapping errors are looked through. */
const MOST_LAYERS = 32;

type Thing = Readonly<Record<string, unknown>>;

const isThing = (thing: unknown): thing is Thing =>
  (typeof thing === 'object' || typeof thing === 'function') && thing !== null;

/** A property, or undefined where reading it throws. */
function read(thing: Thing, name: string): unknown {
  try {
    return thing[name];
  } catch {
    return undefined;
  }
}

function textIn(thing: Thing, name: string): string {
  const value = read(thing, name);
  return typeof value === 'string' ? value : '';
}

/** The thing and what it wraps (`cause`, `errors`), the outermost first, each once. */
function layersOf(outermost: unknown): Thing[] {
  const layers: Thing[] = [];
  const waiting: unknown[] = [outermost];
  while (waiting.length > 0 && layers.length < MOST_LAYERS) {
    const thing = waiting.shift();
    if (typeof thing === 'string') waiting.push({ message: thing });
    if (!isThing(thing) || layers.includes(thing)) continue;
    layers.push(thing);
    const errors = read(thing, 'errors');
    waiting.push(read(thing, 'cause'), ...(Array.isArray(errors) ? errors.slice(0, MOST_LAYERS) : []));
  }
  return layers;
}

/** `content-type` out of grpc-js `Metadata`, nice-grpc's, `Headers`, or a plain object. */
function contentTypeIn(thing: Thing): string | undefined {
  const metadata = read(thing, 'metadata');
  if (!isThing(metadata)) return undefined;
  try {
    const get = metadata.get;
    const value = typeof get === 'function' ? get.call(metadata, 'content-type') : metadata['content-type'];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}

/** A `code` as a status: a number, a number as text, a status name; undefined for others, such as `ENOENT`. */
function statusOf(code: unknown): number | undefined {
  if (typeof code === 'number') return code;
  if (typeof code !== 'string') return undefined;
  return /^\s*\d{1,3}\s*$/.test(code) ? Number(code) : codeOfName(code);
}

/** What libraries put in front of the words: `16 UNAUTHENTICATED: `, `/pkg.Service/method UNAUTHENTICATED: `, `[unauthenticated] `. */
const PREFIX = /^(?:\d{1,3} [A-Z_]+: |\/\S{1,300} [A-Z_]+: |\[[a-z_]+\] )/;

function wordsOf(thing: Thing): string {
  const details = read(thing, 'details');
  if (typeof details === 'string') return details;
  return textIn(thing, 'rawMessage') || textIn(thing, 'message').replace(PREFIX, '');
}

/** An error with a status. A number alone is one only beside words or metadata: other libraries have codes too. */
function isGrpcError(thing: Thing): boolean {
  if (statusOf(read(thing, 'code')) === undefined) return false;
  return (
    typeof read(thing, 'details') === 'string' || isThing(read(thing, 'metadata')) || wordsOf(thing) !== ''
  );
}

/** A failure that was judged before, as errors of this kit carry it. */
function failureIn(layers: readonly Thing[]): Failure | undefined {
  for (const layer of layers) {
    const failure = read(layer, 'failure');
    const judged = isThing(failure) && isFailureKind(read(failure, 'kind'));
    if (judged && typeof read(failure, 'exitCode') === 'number') return failure as unknown as Failure;
  }
  return undefined;
}

/** An error as text: Node's code, and its message. */
function told(thing: Thing): string {
  const code = read(thing, 'code');
  return [typeof code === 'string' ? code : '', textIn(thing, 'message')].filter(Boolean).join(' ');
}

/**
 * Reads anything that was thrown, or any text, into one report. Never throws.
 *
 * @returns the report, or the failure that an error of this kit already carries.
 */
export function readReport(thing: unknown): Report | Failure {
  if (typeof thing === 'string') return readText(thing);
  const layers = layersOf(thing);
  const judged = failureIn(layers);
  if (judged !== undefined) return judged;
  const text = layers.map(told).join('\n');
  const source = layers.find(isGrpcError);
  if (source === undefined) {
    return text.includes('undefined undefined: undefined')
      ? { details: '', text, statusLost: true }
      : readText(text);
  }
  const contentType = contentTypeIn(source);
  const status = statusOf(read(source, 'code'));
  return {
    details: wordsOf(source),
    text,
    ...(status === undefined ? {} : { status }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}
