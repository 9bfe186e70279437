import { expect, test } from 'vitest';
import { completeBill } from './bill-of-materials.mjs';

const vcs = { type: 'vcs', url: 'git+https://github.com/dlubal-kit/dlubal-kit.git' };
const bill = {
  components: [
    {
      'bom-ref': 'a@1.0.0',
      externalReferences: [{ type: 'distribution', url: 'file:/tmp/a-1.0.0.tgz' }, vcs],
    },
    { 'bom-ref': 'yaml@2.9.1', externalReferences: [] },
  ],
  dependencies: [
    { ref: 'a@1.0.0', dependsOn: ['yaml@2.9.1'] },
    { ref: 'yaml@2.9.1', dependsOn: [] },
  ],
};
const codec = { name: '@bufbuild/protobuf', version: '2.17.0', license: '(Apache-2.0 AND BSD-3-Clause)' };
const ini = { name: 'ini', version: '6.0.0', license: 'ISC' };

test('what is bundled is in the bill, once, and under the package that contains it', () => {
  const { components, dependencies } = completeBill(bill, { 'a@1.0.0': [codec, ini], 'b@1.0.0': [ini] });
  expect(components.map((one) => one['bom-ref'])).toEqual([
    'a@1.0.0',
    'yaml@2.9.1',
    '@bufbuild/protobuf@2.17.0',
    'ini@6.0.0',
  ]);
  expect(dependencies[0]?.dependsOn).toEqual(['yaml@2.9.1', '@bufbuild/protobuf@2.17.0', 'ini@6.0.0']);
  expect(components[2]).toMatchObject({
    purl: 'pkg:npm/%40bufbuild/protobuf@2.17.0',
    licenses: [{ expression: 'Apache-2.0 AND BSD-3-Clause' }],
  });
  expect(components[3]).toMatchObject({ licenses: [{ license: { id: 'ISC' } }] });
});

test('a bill has no path of the machine that wrote it', () => {
  expect(completeBill(bill, {}).components[0]).toMatchObject({ externalReferences: [vcs] });
});

test('what is bundled and installed is listed once', () => {
  const yaml = { name: 'yaml', version: '2.9.1', license: 'ISC' };
  expect(completeBill(bill, { 'a@1.0.0': [yaml] }).components).toHaveLength(2);
});
