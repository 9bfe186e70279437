import { checkMessage } from './check-message.js';
import type { DeepPartial, MessageFns } from './generated/dlubal/api/rfem/application.js';

/** What is known of a call besides its messages. */
export interface RpcColumns {
  /** How long the server may take: `long` loads, saves or calculates, and has a longer default deadline. */
  readonly duration: 'quick' | 'long';
  /** Whether every client makes the call on its own, on connecting or on leaving: no test has to declare it. */
  readonly handshake: boolean;
}

/**
 * One unary call of a service: its names, its columns, and how its two messages become bytes and come back.
 * What the encoders get may leave fields out: a field left out has its default (`''`, `0`, `false`, `[]`), or is
 * absent where the .proto says `optional`.
 */
export interface Rpc<Request, Response, Method extends string = string> extends RpcColumns {
  /** Name on the wire, for example `get_application_info`. */
  readonly name: string;
  /** Name in TypeScript, for example `getApplicationInfo`. */
  readonly method: Method;
  /** Path of the HTTP/2 request, for example `/dlubal.api.rfem.Application/get_application_info`. */
  readonly path: string;
  /** Full name of the request's message, for example `google.protobuf.Empty`. */
  readonly requestType: string;
  /** Full name of the response's message, for example `dlubal.api.rfem.ApplicationInfo`. */
  readonly responseType: string;
  /** @throws TypeError when a field is unknown or holds another type; it names the field, never its value. */
  readonly encodeRequest: (request: DeepPartial<Request>) => Buffer;
  /** @throws Error when the bytes are not such a message. */
  readonly decodeRequest: (bytes: Uint8Array) => Request;
  /** @throws TypeError when a field is unknown or holds another type; it names the field, never its value. */
  readonly encodeResponse: (response: DeepPartial<Response>) => Buffer;
  /** @throws Error when the bytes are not such a message. */
  readonly decodeResponse: (bytes: Uint8Array) => Response;
  /** The whole request that the encoder would send: every field that was left out has its default. Throws as it does. */
  readonly completeRequest: (request: DeepPartial<Request>) => Request;
  /** The whole response that the encoder would send: every field that was left out has its default. Throws as it does. */
  readonly completeResponse: (response: DeepPartial<Response>) => Response;
}

/** A message's generated codec, whatever the message's full name. */
export type Codec<Message> = MessageFns<Message, string>;

/** Makes a row from the call's two messages and its columns; the service and the method's name in TypeScript come later. */
export function rpcRow<Request, Response>(
  request: Codec<Request>,
  response: Codec<Response>,
  columns: RpcColumns,
): (service: string, method: string) => Rpc<Request, Response> {
  return (service, method) => {
    const name = method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const ask = messageEnds(`${name} request`, request);
    const answer = messageEnds(`${name} response`, response);
    return {
      name,
      method,
      path: `/${service}/${name}`,
      ...columns,
      requestType: request.$type,
      responseType: response.$type,
      encodeRequest: ask.encode,
      decodeRequest: ask.decode,
      completeRequest: ask.complete,
      encodeResponse: answer.encode,
      decodeResponse: answer.decode,
      completeResponse: answer.complete,
    };
  };
}

function messageEnds<Message>(where: string, codec: Codec<Message>) {
  const complete = (partial: DeepPartial<Message>): Message => {
    checkMessage(codec.$type, partial, where);
    return codec.fromPartial(partial);
  };
  const encode = (partial: DeepPartial<Message>): Buffer => {
    const bytes = codec.encode(complete(partial)).finish();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const decode = (bytes: Uint8Array): Message => {
    try {
      // A plain view, so that `bytes` fields are Uint8Array and not slices of the transport's Buffer type.
      return codec.decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    } catch (cause) {
      const why = (cause as Error).message;
      throw new Error(`${where}: the bytes are not a ${codec.$type}: ${why}.`, { cause });
    }
  };
  return { complete, encode, decode };
}
