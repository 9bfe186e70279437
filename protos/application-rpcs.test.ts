import type protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { applicationRpcs, applicationService } from './application-rpcs.js';
import { protoRoot } from './proto-peer.js';

const service = protoRoot.lookupService(applicationService);

const fullName = (type: protobuf.Type | null): string | undefined => type?.fullName.slice(1);

test('the table has the calls of the .proto, in its order, with their messages', () => {
  const rows = Object.values(applicationRpcs).map((rpc) => [rpc.name, rpc.requestType, rpc.responseType]);
  const calls = service.methodsArray.map((method) => [
    method.name,
    fullName(method.resolvedRequestType),
    fullName(method.resolvedResponseType),
  ]);
  expect(rows).toEqual(calls);
});

test('every call is unary', () => {
  expect(service.methodsArray.filter((call) => call.requestStream || call.responseStream)).toEqual([]);
});

test('the key of a row is its name, and its path is the one gRPC sends', () => {
  for (const [key, rpc] of Object.entries(applicationRpcs)) {
    expect(rpc.method).toBe(key);
    expect(rpc.path).toBe(`/dlubal.api.rfem.Application/${rpc.name}`);
  }
  expect(applicationRpcs.getApplicationInfo.path).toBe('/dlubal.api.rfem.Application/get_application_info');
});
