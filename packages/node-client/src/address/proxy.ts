type Environment = Readonly<Record<string, string | undefined>>;

/** In the order in which gRPC's libraries read them; they know the small letters alone. */
const PROXY_VARIABLES = ['grpc_proxy', 'https_proxy', 'http_proxy'] as const;

/** A proxy that the environment names. */
export interface Proxy {
  readonly variable: string;
  /** Host and port, without the user and password that its address can hold. */
  readonly address: string;
}

/**
 * The proxy through which grpc-js would reach a host, or undefined. grpc-js 1.14 takes a proxy only as `http:`, and
 * spares the hosts that end like an entry of `no_grpc_proxy` or `no_proxy`; its CIDR ranges are not judged here, so a
 * proxy can be named that is not used.
 */
export function proxyFor(host: string, env: Environment = process.env): Proxy | undefined {
  const variable = PROXY_VARIABLES.find((name) => env[name]);
  if (variable === undefined) return undefined;
  const spared = (env.no_grpc_proxy || env.no_proxy || '').split(',');
  if (spared.some((entry) => entry !== '' && host.endsWith(entry))) return undefined;
  try {
    const { protocol, hostname, port } = new URL(env[variable] ?? '');
    return protocol === 'http:' ? { variable, address: `${hostname}:${port || 80}` } : undefined;
  } catch {
    return undefined;
  }
}
