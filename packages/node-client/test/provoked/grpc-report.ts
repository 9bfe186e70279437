import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { channelOptions } from '../../src/index.js';
import { PATH } from '../peers.js';

const same = (bytes: Buffer): Buffer => bytes;

/** What a client of grpc-js reports of one call. */
export async function grpcReport(
  host: string,
  port: number,
  tls: { readonly ca: string } | undefined,
): Promise<ServiceError> {
  const target = host.startsWith('unix:') ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const secured =
    tls === undefined ? credentials.createInsecure() : credentials.createSsl(Buffer.from(tls.ca));
  // Without a name, grpc-js gives Node an IP address as one: Node 26 refuses that, earlier ones print a warning.
  const named = tls === undefined ? {} : { 'grpc.ssl_target_name_override': 'localhost' };
  const client = new Client(target, secured, { ...channelOptions(), ...named });
  try {
    return await new Promise((report, answered) =>
      client.makeUnaryRequest(PATH, same, same, Buffer.alloc(0), { deadline: Date.now() + 1_500 }, (error) =>
        error === null ? answered(new Error('grpc-js was answered')) : report(error),
      ),
    );
  } finally {
    client.close();
  }
}
