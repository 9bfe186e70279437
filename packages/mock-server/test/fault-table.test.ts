import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applicationRpcs } from '@dlubal-kit/protos';
import { expect, test } from 'vitest';
import { FAULTS, type FaultName, startMockServer } from '../src/index.js';
import type { Peer, PeerAnswer } from './peers/peer.js';
import { STACKS } from './peers/stacks.js';

// The table of apps/docs/testing/faults.md is what this run saw. `node apps/docs/generate-faults.mjs` writes it anew.
const page = fileURLToPath(new URL('../../../apps/docs/testing/faults.md', import.meta.url));
const COLUMNS = ['grpcio', 'Go', 'Java', 'grpc-js', 'connect'];
const DEADLINE_MS = 1_500;
const path = applicationRpcs.getModelList.path;

const stacks = COLUMNS.map((column) => {
  const stack = STACKS.find(({ name }) => name === column);
  if (stack === undefined) throw new Error(`There is no stack ${column}.`);
  return stack;
});

/** One cell: the status that the caller sees, and what more there is to know. */
async function cell(peer: Peer, fault: FaultName, server: Awaited<ReturnType<typeof startMockServer>>) {
  server.reset();
  await peer.ask({ path, timeoutMs: 20_000, fresh: true });
  const before = server.requests.length;
  server.fault(fault, { times: 1 });
  const answer = await peer.ask({ path, timeoutMs: DEADLINE_MS });
  return cellText(answer, server.requests.length - before);
}

function cellText({ status, body }: PeerAnswer, calls: number): string {
  if (status !== 'OK') return status;
  if (body === 'none') return 'OK, without a message';
  return calls > 1 ? 'OK, sent again' : 'OK';
}

/** A cell of the page with two statuses stays where one of them was seen: which one is a race. */
const stays = (written: string | undefined, seen: string): string =>
  written?.split(' or ').includes(seen) ? written : seen;

async function column(
  stack: (typeof stacks)[number],
  written: Record<string, string> = {},
): Promise<Record<string, string>> {
  await using server = await startMockServer();
  await using peer = await stack.start(server.address, server.keys.project_1.reveal());
  const cells: Record<string, string> = {};
  for (const fault of Object.keys(FAULTS) as FaultName[])
    cells[fault] = stays(written[fault], await cell(peer, fault, server));
  return cells;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The columns of the page's table, by stack and fault. */
function tableOf(text: string): Record<string, Record<string, string>> {
  const rows = text.split('\n').filter((each) => each.startsWith('|'));
  const split = rows.map((each) =>
    each
      .slice(1, -1)
      .split('|')
      .map((part) => part.trim()),
  );
  const [head = [], , ...body] = split;
  return Object.fromEntries(
    head
      .slice(1)
      .map((name, at) => [
        name.replace(/ \d.*$/, ''),
        Object.fromEntries(body.map((row) => [(row[0] ?? '').replaceAll('`', ''), row[at + 1] ?? ''])),
      ]),
  );
}

const writing = process.env.WRITE_FAULT_TABLE === '1';

for (const stack of stacks) {
  const why = stack.missing();
  const title = `the page says what ${stack.name} reports of each fault`;
  test.skipIf(writing || why !== undefined)(
    why === undefined ? title : `${title} (skipped: ${why})`,
    { timeout: 120_000 },
    async () => {
      const written = tableOf(readFileSync(page, 'utf8'))[stack.name];
      expect(written).toEqual(await column(stack, written));
    },
  );
}

test.runIf(writing)(
  `the table is written${writing ? '' : ' (skipped: only where it is to be written)'}`,
  { timeout: 600_000 },
  async () => {
    const text = readFileSync(page, 'utf8');
    const old = tableOf(text);
    const found: Record<string, Record<string, string>> = {};
    for (const stack of stacks)
      found[stack.name] =
        stack.missing() === undefined ? await column(stack, old[stack.name]) : (old[stack.name] ?? {});
    const faults = Object.keys(FAULTS);
    const table = [
      line(['fault', ...COLUMNS]),
      line(['---', ...COLUMNS.map(() => '---')]),
      ...faults.map((fault) =>
        line([`\`${fault}\``, ...COLUMNS.map((name) => found[name]?.[fault] ?? 'not run')]),
      ),
    ].join('\n');
    writeFileSync(page, text.replace(/(<!-- table -->\n)[\s\S]*(\n<!-- end -->)/, `$1${table}$2`));
    expect(Object.keys(tableOf(readFileSync(page, 'utf8')))).toEqual(COLUMNS);
  },
);
