/** The headers of a call as they came: repeated ones apart, names in lower case, order kept. */
export class CallHeaders {
  readonly #raw: readonly string[];

  /** @param raw names and values in turn, as Node's `http2` hands them out. */
  constructor(raw: readonly string[]) {
    this.#raw = raw;
  }

  /** Every value of a header, in order. Node's own header object keeps the first and hides the others. */
  all(name: string): string[] {
    const values: string[] = [];
    for (let i = 0; i + 1 < this.#raw.length; i += 2) {
      if (this.#raw[i] === name) values.push(this.#raw[i + 1] ?? '');
    }
    return values;
  }

  /** The first value of a header. */
  get(name: string): string | undefined {
    for (let i = 0; i + 1 < this.#raw.length; i += 2) if (this.#raw[i] === name) return this.#raw[i + 1];
    return undefined;
  }

  /** Names and values in the order in which they came. */
  entries(): [name: string, value: string][] {
    const pairs: [string, string][] = [];
    for (let i = 0; i + 1 < this.#raw.length; i += 2)
      pairs.push([this.#raw[i] ?? '', this.#raw[i + 1] ?? '']);
    return pairs;
  }

  /** The headers that the caller set, repeated ones apart: neither HTTP/2's own nor gRPC's, and not the key. */
  custom(): [name: string, value: string][] {
    return this.entries().filter(([name]) => !RESERVED.test(name));
  }
}

const RESERVED =
  /^(:.*|grpc-.*|te|content-type|accept-encoding|user-agent|authorization|content-length|date)$/;

/** Headers by name; the values of a repeated one are joined by a comma, as gRPC allows any server to do. */
export function joinedHeaders(
  entries: readonly (readonly [name: string, value: string])[],
): Record<string, string> {
  const joined: Record<string, string> = Object.create(null);
  for (const [name, value] of entries) joined[name] = name in joined ? `${joined[name]},${value}` : value;
  return joined;
}
