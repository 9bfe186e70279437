/** Services of gRPC itself that every mock server has. Calls of them need no key. */
export const BUILT_IN_SERVICES: readonly string[] = [
  'grpc.health.v1.Health',
  'grpc.reflection.v1.ServerReflection',
  'grpc.reflection.v1alpha.ServerReflection',
];
