import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create, fromBinary, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { afterAll, expect, test } from 'vitest';
import { parseProtos } from './parse-protos.js';
import { readProtos } from './read-protos.js';

const folder = mkdtempSync(join(tmpdir(), 'parsed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The compiler that the descriptors are compared with. */
const bufBinary = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve('@bufbuild/buf/bin/buf');
  } catch {
    return undefined;
  }
};
const buf = bufBinary();

const HEAD = 'syntax = "proto3";';

/** Everything that a .proto can say of a message. Each row is a set of files; the first has the service. */
const rows: [title: string, files: Record<string, string>][] = [
  [
    'scalars, optional and repeated fields',
    {
      'a.proto': `${HEAD} package p; message M { double a = 1; float b = 2; int32 c = 3; int64 d = 4; uint32 e = 5; uint64 f = 6;
        sint32 g = 7; sint64 h = 8; fixed32 i = 9; fixed64 j = 10; sfixed32 k = 11; sfixed64 l = 12; bool m = 13; string n = 14;
        bytes o = 15; optional int32 p = 16; repeated int32 q = 17; repeated int32 r = 18 [packed = false]; optional string s_t = 19; }
        service S { rpc do_it(M) returns (M); }`,
    },
  ],
  [
    'maps of scalars, messages and enums',
    {
      'a.proto': `${HEAD} package p; enum E { Z = 0; } message N {} message M { map<string, int64> by_name = 1; map<int32, N> things = 2;
        map<string, E> es = 3; map<bool, M> again = 4; } service S { rpc do_it(M) returns (M); }`,
    },
  ],
  [
    'oneofs, among them those of optional fields',
    {
      'a.proto': `${HEAD} package p; message M { optional int32 first = 1; oneof kind { string s = 2; M m = 3; } optional bool last = 4;
        oneof other { int32 t = 5; } } service S { rpc do_it(M) returns (M); }`,
    },
  ],
  [
    'nested messages and enums, with names that hide each other',
    {
      'a.proto': `${HEAD} package p.q; message Name { int32 x = 1; } message M { message Name { string y = 1; enum Kind { A = 0; } Kind kind = 2; }
        Name near = 1; .p.q.Name far = 2; q.Name middle = 3; Name.Kind kind = 4; } service S { rpc do_it(M) returns (p.q.Name); }`,
    },
  ],
  [
    'aliases, reserved numbers and names, other names in JSON, deprecated fields',
    {
      'a.proto': `${HEAD} package p; enum E { option allow_alias = true; A = 0; B = 1; C = 1; }
        message M { reserved 5, 7 to 9; reserved "old", "older"; E e = 1; string a_b_c = 2 [json_name = "other"]; int32 d = 3 [deprecated = true]; }
        service S { rpc do_it(M) returns (M); }`,
    },
  ],
  [
    'streams in every direction',
    {
      'a.proto': `${HEAD} package p; message M {} service S { rpc a(M) returns (stream M); rpc b(stream M) returns (M); rpc c(stream M) returns (stream M); }`,
    },
  ],
  [
    'imports, public ones and those of protobuf itself',
    {
      'a.proto': `${HEAD} package p; import "sub/b.proto"; import "google/protobuf/timestamp.proto"; import "google/protobuf/any.proto";
        message M { q.B b = 1; q.C c = 2; google.protobuf.Timestamp at = 3; google.protobuf.Any any = 4; } service S { rpc do_it(M) returns (q.B); }`,
      'sub/b.proto': `${HEAD} package q; import public "sub/c.proto"; message B { C c = 1; }`,
      'sub/c.proto': `${HEAD} package q; message C { int32 c = 1; }`,
    },
  ],
  [
    'two packages that use each other across files',
    {
      'a.proto': `${HEAD} package p; import "b.proto"; message M { q.B b = 1; } service S { rpc do_it(M) returns (M); }`,
      'b.proto': `${HEAD} package q; import "c.proto"; message B { p.C c = 1; }`,
      'c.proto': `${HEAD} package p; message C {}`,
    },
  ],
  ['no package', { 'a.proto': `${HEAD} message M { M m = 1; } service S { rpc do_it(M) returns (M); }` }],
  [
    'proto2, with required fields, defaults, groups and extensions',
    {
      'a.proto': `syntax = "proto2"; package p; message M { required string a = 1; optional int32 b = 2 [default = 7]; repeated int32 c = 3;
        extensions 100 to 199; optional group Grp = 4 { optional bool g = 1; } } extend M { optional string more = 100; }
        service S { rpc do_it(M) returns (M); }`,
    },
  ],
];

/** Comparable: options that no client needs are left out. */
function comparable(bytes: Uint8Array): unknown {
  const set = fromBinary(FileDescriptorSetSchema, bytes);
  const files = set.file.filter(({ name }) => !name.startsWith('google/'));
  for (const file of files) file.options = undefined as never;
  const sorted = files.sort((a, b) => a.name.localeCompare(b.name));
  return toJson(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: sorted }));
}

test.skipIf(buf === undefined).for(rows)(
  '%s are described as a compiler describes them',
  async ([title, files]) => {
    const home = mkdtempSync(join(folder, 'set-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, name)), { recursive: true });
      writeFileSync(join(home, name), text);
    }
    const out = join(home, 'set.binpb');
    execFileSync(process.execPath, [
      buf ?? '',
      'build',
      home,
      '--as-file-descriptor-set',
      '--exclude-source-info',
      '-o',
      out,
    ]);
    const parsed = parseProtos(await readProtos(join(home, 'a.proto'), [home]));
    const { toBinary } = await import('@bufbuild/protobuf');
    const ours = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: parsed }));
    expect(title).toBeTruthy();
    expect(comparable(ours)).toEqual(comparable(readFileSync(out)));
  },
);

test('a type that is not declared, and an edition, are refused with what to do', async () => {
  const file = join(folder, 'bad.proto');
  writeFileSync(file, `${HEAD} package p; message M { Nowhere n = 1; }`);
  await expect(readProtos(file, [folder]).then(parseProtos)).rejects.toThrow(
    'The field n of p.M has the type Nowhere, which is not declared.',
  );
  writeFileSync(file, 'edition = "2023"; package p; message M {}');
  await expect(readProtos(file, [folder]).then(parseProtos)).rejects.toThrow('Give a descriptor set');
});
