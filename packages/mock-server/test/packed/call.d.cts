import type { MockKey, MockServer } from '@dlubal-kit/mock-server';
export function call(server: MockServer, key: MockKey, method: string): Promise<Buffer>;
