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

test('files that import each other are read once each', async () => {
  proto('b.proto', 'package greet;', 'import "a.proto";', 'message B { int32 no = 1; }');
  const a = proto(
    'a.proto',
    'package greet;',
    'import "b.proto";',
    '// import "nowhere.proto";',
    GREETER[1] ?? '',
    SERVICE,
  );
  expect(Object.keys(await loadProto(a))).toEqual(['greet.Greeter']);
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
  ['has no service', () => proto('g.proto', ...GREETER), /declares no service/],
  [
    'has a package that is not a name',
    () => proto('h.proto', 'package __proto__;', 'message A {}', 'service S { rpc a(A) returns (A); }'),
    /declares no service that JavaScript can hold/,
  ],
];

test.for(bad)('a file that %s is refused with its place', async ([, file, says, needs], context) => {
  if (needs) skipOnWindows(context, 'links need a privilege');
  await expect(loadProto(file())).rejects.toThrow(says);
  expect(({} as Record<string, unknown>).S).toBeUndefined();
});
