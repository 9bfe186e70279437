import { sentencesOf } from '@dlubal-kit/auth-core';
import { EXIT } from '../../failure/exit.js';
import { type CheckOutcome, failed, ok, skipped, warning } from './check-outcome.js';
import type { DoctorValues } from './doctor-values.js';

/** In the order in which gRPC's libraries use them; they read lower case only. */
const PROXIES = ['grpc_proxy', 'https_proxy', 'http_proxy'];

export function proxy({ env, server }: DoctorValues): CheckOutcome {
  const name = PROXIES.find((variable) => env[variable]);
  if (name === undefined) return ok('no proxy is set');
  if (!server.loopback) {
    return server.proxy === undefined
      ? ok(`${name} is set, and not used for ${server.address}`)
      : ok(`calls to ${server.address} go through ${server.proxy.address} (${server.proxy.variable})`);
  }
  const spared = (env.no_grpc_proxy || env.no_proxy || '').split(',').map((host) => host.trim());
  const host = server.address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (spared.includes(host) || spared.includes('*'))
    return ok(`${name} is set, and no_proxy exempts ${host}`);
  return warning(
    `${name} would send even ${host} through the proxy. This client bypasses it; other gRPC clients do not. Set no_proxy=127.0.0.1,localhost.`,
  );
}

export function reachable({ server }: DoctorValues): CheckOutcome {
  const { address, failure, from, asked } = server;
  if (!asked && failure === undefined)
    return skipped(`${address} (${from}); no connection was opened (--offline)`);
  if (failure === undefined) return ok(`${address} (${from}) speaks HTTP/2 (no request was sent)`);
  const message = `${address} (${from}): ${sentencesOf(failure)}`;
  return failed(failure.exitCode, message);
}

/** What the server said of the key. Only a failure that is about the key is blamed on it. */
export function accepted({ answer, server }: DoctorValues): CheckOutcome {
  if (answer === undefined) {
    const instead = server.asked ? '--check-key asks: one API request' : '--offline';
    return skipped(`the server was not asked (${instead})`);
  }
  if (answer.ok) return ok(`${answer.server?.address ?? 'the server'} accepts the key`);
  return answer.failure === undefined
    ? failed(EXIT.unexpected, 'the server did not answer')
    : failed(answer.failure.exitCode, sentencesOf(answer.failure));
}

export function versions({ answer, clientVersion }: DoctorValues): CheckOutcome {
  if (!answer?.ok) {
    const server = answer === undefined ? 'was not asked' : 'did not say its version';
    return skipped(`client ${clientVersion}; the server ${server}`);
  }
  const { name = 'server', version = 'unknown' } = answer.server ?? {};
  const message = `client ${clientVersion}, ${name} ${version}`;
  return answer.warnings.length === 0 ? ok(message) : warning(message, { more: answer.warnings });
}
