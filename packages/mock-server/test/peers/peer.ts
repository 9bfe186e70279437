/** What a client reports of a call: the status by gRPC's name, the server's words, and the message in hex. */
export interface PeerAnswer {
  readonly status: string;
  readonly details?: string;
  /** `none` where the call succeeded without a message. */
  readonly body?: string;
}

export interface PeerCall {
  readonly path: string;
  readonly timeoutMs: number;
  /** On a connection of its own. */
  readonly fresh?: boolean;
}

/** A client on another gRPC stack, with one connection and one key. */
export interface Peer extends AsyncDisposable {
  ask(call: PeerCall): Promise<PeerAnswer>;
}

/** A gRPC stack that the tests know. */
export interface Stack {
  readonly name: string;
  /** Why it cannot be had on this machine; undefined where it can. */
  readonly missing: () => string | undefined;
  readonly start: (address: string, key: string) => Peer | Promise<Peer>;
}
