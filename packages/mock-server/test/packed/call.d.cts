interface Address {
  readonly address?: string | undefined;
}
interface Key {
  reveal(): string;
}
export function call(server: Address, key: Key, method: string): Promise<Buffer>;
