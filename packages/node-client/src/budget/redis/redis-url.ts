/** Where a Redis URL leads, without user and password: `redis at 10.0.0.5:6379`. Undefined when it is not one. */
export function redisPlace(url: string): string | undefined {
  const unix = /^unix:\/\/(?:[^@/]*@)?(\/[^?#]+)/.exec(url);
  if (unix !== null) return `Redis at ${unix[1]}`;
  const { protocol, hostname, port } = URL.canParse(url) ? new URL(url) : NOWHERE;
  if (!/^rediss?:$/.test(protocol) || hostname === '') return undefined;
  return `Redis at ${hostname}:${port || 6379}`;
}

const NOWHERE = { protocol: '', hostname: '', port: '' };
