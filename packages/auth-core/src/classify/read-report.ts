import type { Failure } from '../failure/failure.js';
import { failureOf } from '../failure/failure-of.js';
import { isFailureKind } from '../failure/kinds.js';
import { codeOfName } from '../failure/tables/grpc-status.js';
import { cleanText } from '../redaction/clean-text.js';
import { EVIDENCE, type Evidence } from './evidence.js';
import { findFailure } from './find-failure.js';
import type { Report } from './report.js';

/** How many wrapping errors are looked through. */
const MOST_LAYERS = 32;
/** More than a peer's words are ever read for, in UTF-16 units. */
const LONGEST_WORDS = 32_000;

type Thing = Readonly<Record<string, unknown>>;

const isThing = (thing: unknown): thing is Thing =>
  (typeof thing === 'object' || typeof thing === 'function') && thing !== null;

/** Whatever reading gives, or undefined where it throws, as getters and proxies may. */
function attempt<T>(reading: () => T): T | undefined {
  try {
    return reading();
  } catch {
    return undefined;
  }
}

const read = (thing: Thing, name: string): unknown => attempt(() => thing[name]);

function textIn(thing: Thing, name: string): string {
  const value = read(thing, name);
  return typeof value === 'string' ? value : '';
}

const listIn = (thing: Thing, name: string): unknown[] =>
  attempt(() => {
    const list = thing[name];
    return Array.isArray(list) ? list.slice(0, MOST_LAYERS) : [];
  }) ?? [];

/** The thing and what it wraps (`cause`, `errors`), the outermost first, each once. */
function layersOf(outermost: unknown): Thing[] {
  const layers: Thing[] = [];
  const waiting: unknown[] = [outermost];
  while (waiting.length > 0 && layers.length < MOST_LAYERS) {
    const next = waiting.shift();
    const thing = typeof next === 'string' ? { message: next } : next;
    if (!isThing(thing) || layers.includes(thing)) continue;
    layers.push(thing);
    waiting.push(read(thing, 'cause'), ...listIn(thing, 'errors'));
  }
  return layers;
}

/** `content-type` out of grpc-js `Metadata`, nice-grpc's, `Headers`, or a plain object. */
function contentTypeIn(thing: Thing): string | undefined {
  const metadata = read(thing, 'metadata');
  if (!isThing(metadata)) return undefined;
  return attempt(() => {
    const { get } = metadata;
    const value = typeof get === 'function' ? get.call(metadata, 'content-type') : metadata['content-type'];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first.toLowerCase() : undefined;
  });
}

/** What the maker of the error saw of the call's way. */
function evidenceIn(thing: Thing): { evidence?: Evidence } {
  const evidence = EVIDENCE.find((known) => known === read(thing, 'evidence'));
  return evidence === undefined ? {} : { evidence };
}

/** A `code` as a status: a number, a number as text, a status name; undefined for others, such as `ENOENT`. */
function statusOf(code: unknown): number | undefined {
  if (typeof code === 'number') return code;
  if (typeof code !== 'string') return undefined;
  return /^\s{0,9}[-+]?\d{1,9}\s{0,9}$/.test(code) ? Number(code) : codeOfName(code);
}

/** What libraries put in front of the words: `16 UNAUTHENTICATED: `, `/pkg.Service/method UNAUTHENTICATED: `, `[unauthenticated] `. */
const PREFIX = /^(?:\d{1,3} [A-Z_]{2,20}: |\/[^\s/]{1,300}\/\S{1,300} [A-Z_]{2,20}: |\[[a-z_]{2,20}\] )/;

/** The words with the status. `details` of connect is a list; `rawMessage` holds its words. */
function wordsOf(thing: Thing): string {
  const details = read(thing, 'details');
  if (typeof details === 'string') return details;
  return textIn(thing, 'rawMessage') || textIn(thing, 'message').replace(PREFIX, '');
}

/** A status has words of its own or metadata next to it. A number alone may be of `DOMException` or a child process. */
function isGrpcError(thing: Thing): boolean {
  const hasOwnWords = ['details', 'rawMessage'].some((name) => typeof read(thing, name) === 'string');
  if (hasOwnWords || isThing(read(thing, 'metadata'))) return true;
  if (statusOf(read(thing, 'code')) === undefined) return false;
  const isError = typeof read(thing, 'stack') === 'string';
  return !isError || PREFIX.test(textIn(thing, 'message'));
}

/** grpc-js makes an error of nothing when it cannot unpack an answer: every part of its status is undefined. */
function hasLostStatus(thing: Thing): boolean {
  const hasShape = attempt(() => 'code' in thing && 'details' in thing) === true;
  return hasShape && ['code', 'details'].every((name) => (read(thing, name) ?? undefined) === undefined);
}

/** An error as text: its class and Node's code, where they say something, and its message. */
function textOf(thing: Thing): string {
  const code = read(thing, 'code');
  const name = textIn(thing, 'name');
  return [name === 'Error' ? '' : name, typeof code === 'string' ? code : '', textIn(thing, 'message')]
    .filter(Boolean)
    .join(' ');
}

function reportOf(source: Thing, text: string): Report {
  const contentType = contentTypeIn(source);
  return {
    // NaN where something stands for a status that is none.
    status: statusOf(read(source, 'code')) ?? Number.NaN,
    details: wordsOf(source).slice(0, LONGEST_WORDS),
    text,
    ...(contentType === undefined ? {} : { contentType }),
    ...evidenceIn(source),
  };
}

/** Reads anything that was thrown, or any text, into one report. Never throws. */
export function readReport(thing: unknown): Report {
  if (typeof thing === 'string') return findFailure(thing);
  const layers = layersOf(thing);
  const text = layers.map(textOf).filter(Boolean).join('\n');
  if (layers.some(hasLostStatus)) return { details: '', text, statusLost: true };
  const source = layers.find(isGrpcError);
  return source === undefined ? findFailure(text) : reportOf(source, text);
}

/** Fields of a failure that words of others may have got into, and those that cannot hold any. */
const WORDS = ['happened', 'remedy', 'reason', 'serverMessage', 'transportMessage'] as const;

/** The failure that an error of this kit carries, at any depth, from whichever copy of the package it comes. */
export function carriedFailure(thing: unknown): Failure | undefined {
  for (const layer of layersOf(thing)) {
    const failure = read(layer, 'failure');
    const kind = isThing(failure) ? read(failure, 'kind') : undefined;
    if (!isThing(failure) || !isFailureKind(kind)) continue;
    const words = WORDS.map((name) => [name, cleanText(textIn(failure, name))]);
    const { origin, billed, retryable, status } = attempt(() => ({ ...(failure as Partial<Failure>) })) ?? {};
    const given = Object.fromEntries(words.filter(([, value]) => value !== ''));
    return failureOf(kind, { ...given, origin, billed, retryable, status });
  }
  return undefined;
}
