import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from '../door/start-mock-server.js';
import { objectNumber, withObjectNumber } from './object-number.js';

const NODE = 'type.googleapis.com/dlubal.api.rfem.structure_core.Node';
const node = (no: number): { typeUrl: string; value: Uint8Array } => ({
  typeUrl: NODE,
  value: no === 0 ? new Uint8Array() : Uint8Array.from([0x08, no]),
});

test('models are made, listed, activated and closed', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await expect(app.call('getActiveModel')).rejects.toMatchObject({ code: 9 });
  const first = await app.call('createModel', { name: 'beam' });
  const second = await app.call('openModel', { path: 'C:\\models\\hall.rf6' });
  expect(await app.call('getActiveModel')).toEqual(second);
  await app.call('setActiveModel', first);
  expect(await app.call('getModelMainParameters')).toMatchObject({ modelId: first.guid, modelName: 'beam' });
  expect((await app.call('getModelList')).modelInfo.map(({ name, path }) => [name, path])).toEqual([
    ['beam', undefined],
    ['hall', 'C:\\models\\hall.rf6'],
  ]);
  await app.call('closeModel', { modelId: first });
  expect(await app.call('getActiveModel')).toEqual(second);
  await app.call('closeAllModels');
  expect(await app.call('getModelList')).toEqual({ modelInfo: [] });
});

test('objects are created, read, updated, listed and deleted by number', async () => {
  await using server = await startMockServer({ objectTypes: { [NODE]: 12 } });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('createModel', { name: 'beam' });
  expect(await app.call('createObjectImpl', { object: node(5) })).toMatchObject({ no: 5, objectType: 12 });
  expect(await app.call('createObjectImpl', { object: node(0) })).toMatchObject({ no: 2 });
  await expect(app.call('createObjectImpl', { object: node(5) })).rejects.toMatchObject({ code: 6 });
  const longer = { typeUrl: NODE, value: Uint8Array.from([0x08, 5, 0x10, 1]) };
  await app.call('updateObjectImpl', { object: longer });
  expect((await app.call('getObjectImpl', { object: node(5) })).object?.value).toEqual(longer.value);
  expect((await app.call('getObjectIdList', { objectType: 12 })).objectId.map(({ no }) => no)).toEqual([
    5, 2,
  ]);
  expect((await app.call('getObjectIdList', { objectType: 3 })).objectId).toEqual([]);
  await app.call('deleteObjectImpl', { object: node(5) });
  await expect(app.call('getObjectImpl', { object: node(5) })).rejects.toMatchObject({ code: 5 });
  await app.call('createObjectListImpl', {
    objects: { objects: [{ object: node(7) }, { object: node(8) }] },
  });
  expect(
    (await app.call('getObjectListImpl', { objects: [{ object: node(7) }, { object: node(8) }] })).objects,
  ).toHaveLength(2);
  await app.call('deleteAllObjects');
  expect((await app.call('getObjectIdList')).objectId).toEqual([]);
});

test('a model that is not open is not found, and none active is a failed precondition', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await expect(app.call('calculateAll')).rejects.toMatchObject({ code: 9 });
  await expect(app.call('calculateAll', { modelId: { guid: 'x' } })).rejects.toMatchObject({ code: 5 });
  await expect(app.call('createModel', { name: '' })).rejects.toMatchObject({ code: 3 });
  await app.call('createModel', { name: 'beam' });
  await expect(app.call('calculateAll')).resolves.toMatchObject({ succeeded: true });
  await expect(app.call('saveModel')).rejects.toMatchObject({ code: 3 });
});

test('each key has models of its own', async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} } });
  using first = clientFor(server.address, { key: server.keys.a.reveal() });
  using second = clientFor(server.address, { key: server.keys.b.reveal() });
  await first.call('createModel', { name: 'beam' });
  expect(await second.call('getModelList')).toEqual({ modelInfo: [] });
});

test('an object type named like a property of every object is a type like any other', async () => {
  await using server = await startMockServer();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await app.call('createModel', { name: '__proto__' });
  const object = { typeUrl: '__proto__', value: Uint8Array.from([0x08, 1]) };
  expect(await app.call('createObjectImpl', { object })).toMatchObject({ no: 1, objectType: 0 });
});

test('an object’s number is field 1, in whatever place', () => {
  expect(objectNumber(Uint8Array.from([0x12, 2, 0x08, 9, 0x08, 0xac, 0x02]))).toBe(300);
  expect(objectNumber(Uint8Array.from([0x12, 200]))).toBe(0);
  expect(objectNumber(new Uint8Array())).toBe(0);
  expect(objectNumber(withObjectNumber(Uint8Array.from([0x12, 1, 7]), 70_000))).toBe(70_000);
});
