const mock = require('@dlubal-kit/mock-server');
const { matchers } = require('@dlubal-kit/mock-server/jest');
const client = require('@dlubal-kit/node-client');
const config = require('@dlubal-kit/node-client/config');
const { realmCases } = require('./realm-cases.cjs');

expect.extend(matchers);
test.each(realmCases({ mock, client, config }, expect))('%s', (_, run) => run());
