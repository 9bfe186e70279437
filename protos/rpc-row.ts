import type { DeepPartial, MessageFns } from './generated/dlubal/api/rfem/application.js';

/**
 * One unary call of a service: its names, and how its two messages become bytes and come back.
 * What the encoders get may leave fields out: a field left out has its default (`''`, `0`, `false`, `[]`), or is
 * absent where the .proto says `optional`.
 */
export interface Rpc<Request, Response, Method extends string = string> {
  /** Name on the wire, for example `get_application_info`. */
  readonly name: string;
  /** Name in TypeScript, for example `getApplicationInfo`. */
  readonly method: Method;
  /** Path of the HTTP/2 request, for example `/dlubal.api.rfem.Application/get_application_info`. */
  readonly path: string;
  readonly encodeRequest: (request: DeepPartial<Request>) => Buffer;
  /** @throws Error when the bytes are not such a message. */
  readonly decodeRequest: (bytes: Uint8Array) => Request;
  readonly encodeResponse: (response: DeepPartial<Response>) => Buffer;
  /** @throws Error when the bytes are not such a message. */
  readonly decodeResponse: (bytes: Uint8Array) => Response;
  /** The whole request that the encoder would send: every field that was left out has its default. */
  readonly completeRequest: (request: DeepPartial<Request>) => Request;
  /** The whole response that the encoder would send: every field that was left out has its default. */
  readonly completeResponse: (response: DeepPartial<Response>) => Response;
}

/** Makes a row from the service's full name, the method's name on the wire and its two messages. */
export function rpcRow<Request, Response, Method extends string>(
  service: string,
  method: Method,
  request: MessageFns<Request>,
  response: MessageFns<Response>,
): Rpc<Request, Response, Method> {
  const name = method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return {
    name,
    method,
    path: `/${service}/${name}`,
    encodeRequest: (message) => encode(request, message),
    decodeRequest: (bytes) => request.decode(bytes),
    encodeResponse: (message) => encode(response, message),
    decodeResponse: (bytes) => response.decode(bytes),
    completeRequest: (message) => request.fromPartial(message),
    completeResponse: (message) => response.fromPartial(message),
  };
}

function encode<Message>(codec: MessageFns<Message>, message: DeepPartial<Message>): Buffer {
  const bytes = codec.encode(codec.fromPartial(message)).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
