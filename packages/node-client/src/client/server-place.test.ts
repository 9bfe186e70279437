import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverPlace } from './server-place.js';

let home = '';
let project = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'place-'));
  project = join(home, 'project');
  await mkdir(project);
});
afterAll(() => rm(home, { recursive: true }));

const write = (text: string): Promise<void> => writeFile(join(home, '.dlubalrc'), text);
const place = (more: object = {}) => serverPlace({ home, cwd: project, ...more });

it('the nearest .dlubalrc fills what the options leave open', async () => {
  await write('url = rfem.example\nport = 9100\ntls = true\ndeadline_ms = 5000\n');
  expect(place()).toEqual({ url: 'rfem.example', port: 9100, tls: true, deadlineMs: 5000 });
});

it('what is given in code wins, and its url is not given the port of another', async () => {
  await write('url = rfem.example\nport = 9100\ntls = true\n');
  expect(place({ url: '10.0.0.5', tls: false })).toEqual({
    url: '10.0.0.5',
    port: undefined,
    tls: false,
    deadlineMs: undefined,
  });
});

it('roots are looked for beside the .dlubalrc that names them', async () => {
  await write('ca_file = office.pem\n');
  expect(place().tls).toEqual({ caFile: join(home, 'office.pem') });
  await write('ca_file = office.pem\ntls = false\n');
  expect(place().tls).toBe(false);
});

it('a .dlubalrc that cannot be read stops a connection that it could have changed', async () => {
  await write('tls = perhaps\n');
  expect(() => place({ url: '127.0.0.1' })).toThrow('tls');
  expect(place({ url: '127.0.0.1', tls: false, deadlineMs: 10 }).url).toBe('127.0.0.1');
});
