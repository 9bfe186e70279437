import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FailureKind, GRPC_STATUSES, REFUSALS } from '@dlubal-kit/auth-core';
import { error, rpc } from '@dlubal-kit/mock-server';
import type { Machine } from './snippet-machine.js';

/** What changes about a machine, and the variables that its programs get. */
type Provocation = (machine: Machine) => Readonly<Record<string, string>> | undefined;

const withEnv =
  (env: Readonly<Record<string, string>>): Provocation =>
  () =>
    env;
const withConfig =
  (text: string): Provocation =>
  ({ home }) =>
    void home.writeConfig(text);
/** In the folder of the project, which is the program's. */
const withProjectFile =
  (text: string): Provocation =>
  ({ folder }) =>
    void writeFileSync(join(folder, '.dlubalrc'), text);
const withFault =
  (name: Parameters<Machine['server']['fault']>[0]): Provocation =>
  ({ server }) =>
    void server.fault(name, { when: { method: 'get_model_list' } });
const withAnswer =
  (status: number, details: string): Provocation =>
  ({ server }) =>
    void server.use(rpc.getModelList(error(status, details)));

const ELSEWHERE = 'rfem.invalid:9000';

/** What does not come from the answer of a server. */
const PROVOCATIONS: Readonly<Partial<Record<FailureKind, Provocation>>> = {
  'key-missing': withConfig('[api_keys]\n'),
  'key-unknown-name': withEnv({ DLUBAL_API_KEY_NAME: 'nobody' }),
  'key-malformed': withEnv({ DLUBAL_API_KEY: 'not a key' }),
  'config-syntax': withConfig('[api_keys]\nno equals sign\n'),
  'config-unreadable': ({ home }) => {
    const folder = join(home.path, 'a-folder');
    mkdirSync(folder);
    return { DLUBAL_API_CONFIG: folder };
  },
  'settings-invalid': withProjectFile('deadline_ms = soon\n'),
  'settings-untrusted': withProjectFile('port = 9000\n'),
  'plaintext-refused': withEnv({ DLUBAL_API_URL: ELSEWHERE }),
  'address-invalid': withEnv({ DLUBAL_API_URL: 'http://a b' }),
  'budget-exhausted': ({ home, server }) =>
    void home.write('.dlubalrc', `port = ${server.port}\nbudget_pool = acme\nbudget_per_month = 1\n`),
  'server-unreachable': withEnv({ DLUBAL_API_URL: '127.0.0.1:1' }),
  'name-not-found': withEnv({ DLUBAL_API_URL: ELSEWHERE, DLUBAL_API_TLS: 'true' }),
  'proxy-failed': withEnv({
    DLUBAL_API_URL: ELSEWHERE,
    DLUBAL_API_TLS: 'true',
    https_proxy: 'http://127.0.0.1:1',
  }),
  tls: withEnv({ DLUBAL_API_TLS: 'true' }),
  'connection-lost': withFault('connection-reset'),
  'not-a-grpc-server': withFault('http-page'),
  'protocol-error': withFault('bad-status'),
  'message-too-large': withAnswer(8, 'Received message larger than max (5000 vs 100)'),
};

/** What a server answers with: a status, or one of the refusals. */
const ANSWERS: Readonly<Record<string, Provocation>> = Object.fromEntries([
  ...GRPC_STATUSES.filter(({ code }) => code !== 0).map(({ kind, code }) => [
    kind,
    withAnswer(code, 'said so'),
  ]),
  ...Object.entries(REFUSALS).map(([kind, { status, details }]) => [kind, withAnswer(status, details)]),
]);

/** Makes the failure happen on a machine, and gives the variables that its programs need for it. */
export function provoke(kind: string, machine: Machine): Readonly<Record<string, string>> {
  const provocation = { ...ANSWERS, ...PROVOCATIONS }[kind];
  if (provocation === undefined) throw new Error(`The table of provocations lacks ${kind}.`);
  return provocation(machine) ?? {};
}
