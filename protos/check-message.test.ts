import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { applicationRpcs } from './application-rpcs.js';
import { checkMessage } from './check-message.js';

const check = (type: string, message: unknown) => () =>
  checkMessage(`dlubal.api.rfem.${type}`, message, 'a request');

describe('what the types forbid is refused in JavaScript as well', () => {
  test.each([
    [
      'OpenModelRequest',
      { pth: 'a' },
      'a request: pth is not a field. OpenModelRequest has the fields path.',
    ],
    [
      'CreateModelRequest',
      { template_path: 'a' },
      'a request: template_path is not a field. CreateModelRequest has the fields name, templatePath.',
    ],
    ['OpenModelRequest', { path: 5 }, 'a request: path is a whole number. Give a string there.'],
    [
      'CloseModelRequest',
      { saveChanges: 'false' },
      'a request: saveChanges is a string. Give true or false there.',
    ],
    [
      'CloseModelRequest',
      { modelId: 'a' },
      'a request: modelId is a string. Give an object: ModelId has the fields guid.',
    ],
    [
      'CloseModelRequest',
      { modelId: { id: 'a' } },
      'a request: modelId.id is not a field. ModelId has the fields guid.',
    ],
    ['ObjectList', { objects: {} }, 'a request: objects is an object. Give an array there.'],
    [
      'ObjectList',
      { objects: [{}, { modelId: { guid: 1.5 } }] },
      'a request: objects[1].modelId.guid is a number. Give a string there.',
    ],
    [
      'ObjectList',
      { objects: [null] },
      'a request: objects[0] is null. Give an object: Object has the fields object, modelId.',
    ],
    ['ObjectId', { no: 2 ** 31 }, 'a request: no is a whole number. Give a whole number of 32 bits there.'],
    ['ObjectId', { no: 1.5 }, 'a request: no is a number. Give a whole number of 32 bits there.'],
    [
      'PlausibilityCheckRequest',
      { type: 'MESH' },
      'a request: type is a string. Give a whole number of 32 bits there.',
    ],
    [
      'Object',
      { object: { value: 'AAE=' } },
      'a request: object.value is a string. Give a Uint8Array there.',
    ],
    [
      'OpenModelRequest',
      { path: 'a\ud800b' },
      'a request: path holds half of a surrogate pair, which UTF-8 cannot carry. Give whole characters there.',
    ],
    [
      'OpenModelRequest',
      null,
      'a request: it is null. Give an object: OpenModelRequest has the fields path.',
    ],
    [
      'OpenModelRequest',
      [],
      'a request: it is an array. Give an object: OpenModelRequest has the fields path.',
    ],
  ])('%s %j', (type, message, error) => {
    expect(check(type, message)).toThrow(new TypeError(error));
  });
});

test('a message without fields says so', () => {
  expect(() => checkMessage('google.protobuf.Empty', { a: 1 }, 'it')).toThrow(
    'it: a is not a field. Empty has no fields.',
  );
});

test('names that every object inherits are not fields', () => {
  expect(check('OpenModelRequest', JSON.parse('{"__proto__": "a"}'))).toThrow('__proto__ is not a field');
  expect(check('OpenModelRequest', { constructor: 'a' })).toThrow('constructor is not a field');
});

test('a field that is undefined or null is left out', () => {
  const { encodeRequest, decodeRequest } = applicationRpcs.saveModel;
  expect(decodeRequest(encodeRequest({ modelId: undefined, path: undefined }))).toStrictEqual({});
  expect(check('SaveModelAsRequest', { modelId: null })).not.toThrow();
});

test('a Uint8Array of another realm will do, as Jest has one', () => {
  const value: unknown = runInNewContext('new Uint8Array([1, 2])');
  expect(check('Object', { object: { typeUrl: 'a', value } })).not.toThrow();
});

test('an error names the call and never shows a value', () => {
  const typo = { guid: 5, secret: 'ak-not-to-be-seen' };
  const send = () => applicationRpcs.setActiveModel.encodeRequest(typo as unknown as { guid: string });
  expect(send).toThrow('set_active_model request: guid is a whole number. Give a string there.');
  const wrong = { guid: ['ak-not-to-be-seen'] } as unknown as { guid: string };
  expect(() => applicationRpcs.setActiveModel.encodeRequest(wrong)).toThrow(/^((?!ak-not).)*$/);
});
