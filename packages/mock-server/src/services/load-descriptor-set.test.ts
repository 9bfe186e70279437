import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { DESCRIPTOR_SET } from '@dlubal-kit/protos/descriptor-set';
import { afterAll, expect, test } from 'vitest';
import { loadDescriptorSet } from '../index.js';
import { filesInSet } from './service-definitions.js';

const folder = mkdtempSync(join(tmpdir(), 'sets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = Buffer.from(DESCRIPTOR_SET, 'base64');

function written(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

test('a compiled set has the services of its files', async () => {
  const services = await loadDescriptorSet(written('whole.binpb', whole));
  expect(Object.keys(services)).toContain('dlubal.api.rfem.Application');
  const method = services['dlubal.api.rfem.Application']?.create_model;
  expect(method?.path).toBe('/dlubal.api.rfem.Application/create_model');
  const bytes = method?.responseSerialize({ guid: 'g-1' } as never) ?? Buffer.alloc(0);
  expect(bytes.toString()).toContain('g-1');
});

test('files may come in any order', async () => {
  const file = filesInSet(whole).reverse();
  const set = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file }));
  expect(Object.keys(await loadDescriptorSet(written('mixed.binpb', set)))).toContain(
    'dlubal.api.rfem.Application',
  );
});

const part = toBinary(
  FileDescriptorSetSchema,
  create(FileDescriptorSetSchema, { file: filesInSet(whole).filter(({ service }) => service.length > 0) }),
);

test.for([
  ['is not there', () => join(folder, 'none'), 'cannot be read'],
  ['is text', () => written('text', Buffer.from('syntax = "proto3";')), 'is not a whole descriptor set'],
  ['lacks an imported file', () => written('part', part), 'protoc --include_imports'],
  ['is empty', () => written('empty', Buffer.alloc(0)), 'has no service'],
] as const)('a set that %s is refused with how to write one', async ([, file, words]) => {
  await expect(loadDescriptorSet(file())).rejects.toThrow(words);
});
