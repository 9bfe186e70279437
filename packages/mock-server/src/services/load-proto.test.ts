import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { afterAll, expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { loadProto, startMockServer } from '../index.js';

// Row 64 of the research: .proto files that nobody wishes for.
const [folder, outside] = [mkdtempSync(join(tmpdir(), 'protos-')), mkdtempSync(join(tmpdir(), 'protos-'))];
writeFileSync(join(outside, 'b.proto'), 'syntax = "proto3";\n');
afterAll(() => {
  for (const made of [folder, outside]) rmSync(made, { recursive: true });
});

function proto(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['syntax = "proto3";', ...lines].join('\n'));
  return path;
}

const GREETER = ['package greet;', 'message Hello { string name = 1; }'];
const SERVICE = 'service Greeter { rpc hello(Hello) returns (Hello); }';

test('a service from a .proto file is served', async () => {
  const file = proto('greet.proto', ...GREETER, SERVICE);
  const { 'greet.Greeter': greeter } = await loadProto(file);
  await using server = await startMockServer();
  server.addService(greeter ?? {}, {
    hello: (({ name }: { name: string }) => ({ name: `${name}!` })) as never,
  });
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  const answer = await app.raw('/greet.Greeter/hello', Buffer.from([0x0a, 2, 0x79, 0x6f]));
  expect(answer.toString()).toContain('yo!');
});

test('a file that is imported twice is read once', async () => {
  proto('c.proto', 'package greet;', 'message C { int32 no = 1; }');
  proto('b.proto', 'package greet;', 'import "c.proto";', 'message B { C c = 1; }');
  const imports = ['import "b.proto";', 'import "c.proto";', '// import "nowhere.proto";'];
  const a = proto('a.proto', 'package greet;', ...imports, GREETER[1] ?? '', SERVICE);
  expect(Object.keys(await loadProto(a))).toEqual(['greet.Greeter']);
});

test('messages have names in camelCase, enums by name, long numbers as text, and bytes', async () => {
  const file = proto(
    'plain.proto',
    'package plain;',
    'import "google/protobuf/timestamp.proto";',
    'enum Size { SMALL = 0; LARGE = 1; }',
    `message All { string first_name = 1; Size size = 2; int64 big = 3; bytes raw = 4; map<string, bytes> by_name = 5;
      google.protobuf.Timestamp at = 6; oneof kind { bool yes = 7; All inner = 8; } repeated Size sizes = 9; }`,
    'service Echo { rpc echo(All) returns (All); }',
  );
  const { 'plain.Echo': echo } = await loadProto(file);
  const method = echo?.echo;
  const message = {
    firstName: 'ü',
    size: 'LARGE',
    big: '9007199254740993',
    raw: Uint8Array.of(0, 255),
    byName: { a: Uint8Array.of(1) },
    at: '2026-01-02T03:04:05Z',
    inner: { yes: true },
    sizes: ['SMALL', 'LARGE'],
  };
  const bytes = method?.responseSerialize({ ...message, big: 9007199254740993n, size: 1 } as never);
  expect(method?.requestDeserialize(bytes ?? Buffer.alloc(0))).toMatchObject(message);
  expect(() => method?.responseSerialize({ firstNme: 'x' } as never)).toThrow('firstNme');
  expect(() => method?.responseSerialize({ size: 'HUGE' } as never)).toThrow('Give one of SMALL, LARGE.');
  expect(() => method?.responseSerialize({ big: 'x' } as never)).toThrow('big');
});

test('ten thousand messages are read', async () => {
  const many = Array.from({ length: 10_000 }, (_, at) => `message M${at} { string a = 1; }`);
  const file = proto('many.proto', ...GREETER, ...many, SERVICE);
  expect(Object.keys(await loadProto(file))).toEqual(['greet.Greeter']);
});

if (!onWindows) symlinkSync('/etc/hostname', join(folder, 'link.proto'));
const bad: [title: string, file: () => string, says: RegExp, needs?: 'a link'][] = [
  ['is not there', () => join(folder, 'none.proto'), /none\.proto cannot be read: there is no such file/],
  ['is a folder', () => folder, /cannot be read: it is a folder/],
  [
    'imports what is not there',
    () => proto('c.proto', ...GREETER, 'import "nowhere.proto";'),
    /c\.proto, line 4: the import of "nowhere\.proto" is in none of the folders/,
  ],
  [
    'imports from outside',
    () => proto('d.proto', `import "../${basename(outside)}/b.proto";`),
    /d\.proto, line 2: the import of ".*b\.proto" leads out of/,
  ],
  [
    'hides its import behind another statement',
    () => proto('i.proto', 'package p; import', '  "../outside.proto";'),
    /i\.proto, line 3: the import of "\.\.\/outside\.proto" is in none of/,
  ],
  [
    'hides its import behind a text that looks like a comment',
    () => proto('j.proto', 'option java_package = "/*";', 'import "link.proto"; // */'),
    /j\.proto, line 3: .* leads out of/,
    'a link',
  ],
  [
    'hides its import in pieces',
    () => proto('k.proto', 'import "li" \'nk.proto\';'),
    /k\.proto, line 2: the import of "link\.proto" leads out of/,
    'a link',
  ],
  [
    'hides its import behind escapes',
    () => proto('l.proto', 'import "\\elink.proto";'),
    /l\.proto, line 2: .* has a backslash/,
  ],
  ['imports through a link', () => proto('e.proto', 'import "link.proto";'), /leads out of/, 'a link'],
  [
    'cannot be parsed',
    () => proto('f.proto', 'message A { string = 1; }'),
    /f\.proto cannot be read: illegal name '=' \(.*f\.proto, line 2\)/,
  ],
  [
    'imports itself by way of another',
    () => {
      proto('n.proto', 'import "m.proto";');
      return proto('m.proto', 'import "n.proto";', ...GREETER, SERVICE);
    },
    /n\.proto, line 2: the import of "m\.proto" leads back to a file that imports it/,
  ],
  ['has no service', () => proto('g.proto', ...GREETER), /declares no service/],
  [
    'has a package that is not a name',
    () => proto('h.proto', 'package __proto__;', 'message A {}', 'service S { rpc a(A) returns (A); }'),
    /cannot be read|declares no service/,
  ],
];

test.for(bad)('a file that %s is refused with its place', async ([, file, says, needs], context) => {
  if (needs) skipOnWindows(context, 'links need a privilege');
  await expect(loadProto(file())).rejects.toThrow(says);
  expect(({} as Record<string, unknown>).S).toBeUndefined();
});
