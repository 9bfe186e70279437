import { ApiKey } from '@dlubal-kit/auth-core';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { gatherFor } from '../../key/gather-for.js';
import { locateStore } from '../../key/locate-store.js';
import { decideAdd, type NewKey, nameTaken } from '../../key-store/decide-add.js';
import { checkWayIn, enterKey } from '../../key-store/enter-key.js';
import { changeKeys, type KeyChange, type MadeChange } from '../../key-store/key-change.js';
import { newKeyName } from '../../key-store/key-name.js';
import { plainTextNotice } from '../../key-store/plain-text-notice.js';
import { readKeys, type StoredKeys } from '../../key-store/stored-keys.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import { confirm } from '../../terminal/confirm.js';
import type { Context } from '../../terminal/context.js';
import { failureView } from '../../terminal/failure-view.js';
import { paint } from '../../terminal/paint.js';
import type { Printer } from '../../terminal/printer.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { LOGIN } from './login-definition.js';

type Options = OptionsOf<typeof LOGIN>;

/** Says where a person creates API keys; the server's own refusal names this page (docs/facts/errors.md). */
const KEYS_PAGE = 'https://apidocs.dlubal.com/access_control.html';

/** Stores a first key, step by step, and offers to check it. */
export const login: Run<typeof LOGIN> = async (options, context) => {
  const { stdin } = options;
  const { print } = context;
  checkWayIn('login', stdin, context);
  const store = locateStore(options, context);
  const name = nameFor(options.name, await readKeys(store));
  if (!stdin) print.log(`Create an API key in your Dlubal account, as ${KEYS_PAGE} describes, and copy it.`);
  plainTextNotice(store.path, context);
  const { value, notes } = await enterKey(`Key for ${shownName(name)} (not shown): `, stdin, context);
  const added: NewKey = { name, value, force: false };
  const change = await changeKeys(store, (keys) => decideAdd(keys, added, store.path));
  const stored = { ...change, notes: [...notes, ...change.notes] };
  print.view(`${paint.good('✓')} ${stored.sentence}`);
  if (!print.asJson) for (const note of stored.notes) print.note(note);
  const answer = (await wantsCheck(options, context)) ? await checked(value, options, context) : undefined;
  print.json(loginJson(stored, answer));
  if (!print.asJson) printAnswer(stored, answer, print);
  return answer?.failure?.exitCode ?? EXIT.ok;
};

/** @throws {UsageError} when the name is taken; refused before asking, so that nobody types a key for nothing */
function nameFor(given: string | undefined, keys: StoredKeys): string {
  if (given !== undefined) {
    const name = newKeyName(given);
    if (keys.has(name)) throw nameTaken(name);
    return name;
  }
  for (let number = 1; ; number += 1) if (!keys.has(`project_${number}`)) return `project_${number}`;
}

async function wantsCheck({ check, noCheck, stdin }: Options, context: Context): Promise<boolean> {
  if (check || noCheck || stdin || !context.inputIsTerminal) return check;
  return confirm('Check the key with the server? That is one API request.', context);
}

async function checked(value: string, options: Options, context: Context): Promise<ServerAnswer> {
  return askServer(ApiKey.parse(value), gatherFor(options, context), context);
}

function loginJson(
  { changed, path, key, notes }: MadeChange<KeyChange>,
  answer: ServerAnswer | undefined,
): object {
  return {
    ok: answer?.failure === undefined,
    ...(answer?.failure === undefined ? {} : { failure: answer.failure }),
    changed,
    config: path,
    key,
    notes,
    ...(answer === undefined
      ? {}
      : { server: answer.server, requests: answer.requests, warnings: answer.warnings }),
  };
}

/** What the server said, and what to do next. */
function printAnswer({ key }: MadeChange<KeyChange>, answer: ServerAnswer | undefined, print: Printer): void {
  if (answer?.failure !== undefined) {
    print.view(failureView(answer.failure));
    print.log(`The key is stored anyway. To remove it: dlubal-auth keys remove ${shownName(key.name)}`);
    return;
  }
  if (answer !== undefined) print.view(`${paint.good('✓')} ${answer.server?.address} accepts the key.`);
  for (const warning of answer?.warnings ?? []) print.warn(warning);
  print.note(
    answer === undefined
      ? 'to check the key later: dlubal-auth check'
      : 'to run a program with the key: dlubal-auth exec -- COMMAND',
  );
}
