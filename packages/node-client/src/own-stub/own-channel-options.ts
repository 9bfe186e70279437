/**
 * Options for a channel that you open yourself with grpc-js, each where its default costs money or fails with the API:
 * messages of any size, as the official client allows them; no second attempts by a service config, since each that reaches the
 * server is billed; and short waits after a failed connection, since the server is one program on one machine.
 *
 * @example new RstabApplicationClient('127.0.0.1:9000', credentials.createInsecure(), channelOptions());
 */
export function channelOptions(): Record<string, number> {
  return {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.service_config_disable_resolution': 1,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 5_000,
  };
}
