import { MisuseError } from '@dlubal-kit/auth-core';
import { isBytes } from '../wire/bytes.js';

/** Fields of a message as a scenario file has them. */
type FileMessage = Readonly<Record<string, unknown>>;

/** A field of the request in a text of a reply, as `{{ request.modelId.guid }}`. Nothing else in braces has a meaning. */
const ECHO = /\{\{\s*request\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}\}/g;

/** The fields that a reply echoes, as `modelId.guid`. */
export function echoesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(ECHO)].map(([, path = '']) => path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(echoesIn);
}

/** A reply with the fields of a request in it. A text that is one echo and nothing else becomes the field itself. */
export function echoed(message: FileMessage, request: unknown): FileMessage {
  return replaced(message, (path) => fieldOf(request, path)) as FileMessage;
}

/** A reply as far as it is known without a request. */
export function withoutEchoes(message: FileMessage): FileMessage {
  return replaced(message, () => undefined) as FileMessage;
}

function replaced(value: unknown, field: (path: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, field));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, field)]));
  }
  if (typeof value !== 'string') return value;
  const [first] = value.matchAll(ECHO);
  if (first?.[0] === value) return field(first[1] ?? '');
  return value.replace(ECHO, (_all, path: string) => textOf(field(path)));
}

/** A field of a request by its path, in either case of its names. */
function fieldOf(request: unknown, path: string): unknown {
  const found = path.split('.').reduce<unknown>((here, step) => {
    if (typeof here !== 'object' || here === null) return undefined;
    const name = [step, camelCase(step)].find((each) => Object.hasOwn(here, each));
    return name === undefined ? undefined : (here as Record<string, unknown>)[name];
  }, request);
  return isBytes(found) ? Buffer.from(found).toString('base64') : found;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Some fields of a request, each with nothing in it: to ask whether the message has them.
 *
 * @throws {MisuseError} by `check`, for a field that the request does not have.
 */
export function checkEchoes(message: FileMessage, check: ((fields: object) => unknown) | undefined): void {
  for (const path of echoesIn(message)) {
    if (check === undefined) {
      throw new MisuseError(
        `The reply echoes request.${path}, and nothing is known of the fields of this request.`,
        'Give the service with --proto FILE, or leave the echo out.',
      );
    }
    check(path.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), null) as object);
  }
}

/** `model_id` as `modelId`. */
export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
