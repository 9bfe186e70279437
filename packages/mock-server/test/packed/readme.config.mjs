export default { test: { include: ['readme-*.test.mjs'] } };
