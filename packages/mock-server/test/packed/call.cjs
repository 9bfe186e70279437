// A client of the mock server as a user's code would have one: grpc-js, and bytes that no test looks into.
const grpc = require('@grpc/grpc-js');

exports.call = (server, key, method, { service = 'dlubal.api.rfem.Application' } = {}) => {
  const client = new grpc.Client(server.address, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${key.reveal()}`);
  const same = (bytes) => bytes;
  return new Promise((resolve, reject) => {
    const path = `/${service}/${method}`;
    client.makeUnaryRequest(path, same, same, Buffer.alloc(0), metadata, (error, answer) => {
      client.close();
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
};
