import { MisuseError } from '@dlubal-kit/auth-core';
import { isBytes } from './bytes.js';
import { encodeEnds } from './status-message.js';

/**
 * Headers or trailers to send: names in lower case; bytes under names that end with `-bin`. HTTP/2 has no value that begins
 * or ends with a space: such spaces are sent percent-encoded, as `%20`.
 */
export type Metadata = Readonly<Record<string, string | Uint8Array | readonly (string | Uint8Array)[]>>;

/** As Node's `http2` takes them. */
export type WireHeaders = Readonly<Record<string, string | string[]>>;

/** No headers or trailers. One object, so that an answer without any is told by a comparison. */
export const NO_METADATA: WireHeaders = Object.freeze({});

const NAME = /^[0-9a-z_.-]+$/;
const VALUE = /^[\x20-\x7e]*$/;
const FORBIDDEN = /^(grpc-(status|message|encoding|timeout)|content-type|te|connection|transfer-encoding)$/;

/**
 * Headers or trailers as they go onto the wire.
 *
 * @throws {MisuseError} when gRPC metadata cannot carry a name or a value; the message names the place.
 */
export function toWireMetadata(metadata: Metadata | undefined): WireHeaders {
  if (metadata === undefined) return NO_METADATA;
  const wire: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(metadata)) {
    if (!NAME.test(name) || FORBIDDEN.test(name)) {
      throw new MisuseError(
        `The metadata name ${JSON.stringify(name)} cannot be sent: names have small letters, digits, "-", "_" and ".", and gRPC keeps some for itself.`,
        'Choose another name.',
      );
    }
    const values = Array.isArray(value) ? value : [value];
    wire[name] = values.map((one: unknown) => wireValue(name, one));
  }
  return wire;
}

function wireValue(name: string, value: unknown): string {
  if (name.endsWith('-bin')) {
    if (isBytes(value)) return Buffer.from(value).toString('base64');
    throw new MisuseError(
      `The metadata ${name} ends with "-bin", so its value is bytes.`,
      'Give a Uint8Array.',
    );
  }
  if (typeof value === 'string' && VALUE.test(value)) return encodeEnds(value);
  throw new MisuseError(
    `The value of the metadata ${name} cannot be sent: it is not printable ASCII text.`,
    'Use a name that ends with "-bin" for bytes.',
  );
}
