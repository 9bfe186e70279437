const { connect } = require('@dlubal-kit/node-client');

/** The code under test: it takes key and server from where every program of the machine finds them. */
module.exports.modelNames = async function modelNames() {
  const app = await connect({ checkVersion: false });
  const { modelInfo } = await app.getModelList().finally(() => app.close());
  return modelInfo.map(({ name }) => name);
};
