import { type Command, command, type Groups } from './command-line/definition.js';
import * as BUDGETS from './commands/budget/budget-definitions.js';
import { CHECK } from './commands/check/check-definition.js';
import { CLASSIFY } from './commands/classify/classify-definition.js';
import { COMPLETION } from './commands/completion/completion-definition.js';
import { DOCTOR } from './commands/doctor/doctor-definition.js';
import { ENV } from './commands/env/env-definition.js';
import { EXEC } from './commands/exec/exec-definition.js';
import * as KEYS from './commands/keys/keys-definitions.js';
import { LOGIN } from './commands/login/login-definition.js';
import * as MOCKS from './commands/mock/mock-definitions.js';
import { RESOLVE } from './commands/resolve/resolve-definition.js';
import { SCAN } from './commands/scan/scan-definition.js';
import { TOKEN } from './commands/token/token-definition.js';

/** Every command under its heading in the overview, bound to its code, which is loaded when it was chosen. */
export const SECTIONS = {
  'Find a key': [
    command(RESOLVE, async () => (await import('./commands/resolve/resolve.js')).resolve),
    command(TOKEN, async () => (await import('./commands/token/token.js')).token),
    command(ENV, async () => (await import('./commands/env/env.js')).env),
    command(DOCTOR, async () => (await import('./commands/doctor/doctor.js')).doctor),
  ],
  'Keep keys': [
    command(LOGIN, async () => (await import('./commands/login/login.js')).login),
    command(KEYS.KEYS_LIST, async () => (await import('./commands/keys/keys-list.js')).keysList),
    command(KEYS.KEYS_SHOW, async () => (await import('./commands/keys/keys-show.js')).keysShow),
    command(KEYS.KEYS_ADD, async () => (await import('./commands/keys/keys-add.js')).keysAdd),
    command(KEYS.KEYS_USE, async () => (await import('./commands/keys/keys-use.js')).keysUse),
    command(KEYS.KEYS_ROTATE, async () => (await import('./commands/keys/keys-rotate.js')).keysRotate),
    command(KEYS.KEYS_RENAME, async () => (await import('./commands/keys/keys-rename.js')).keysRename),
    command(KEYS.KEYS_REMOVE, async () => (await import('./commands/keys/keys-remove.js')).keysRemove),
    command(KEYS.KEYS_IMPORT, async () => (await import('./commands/keys/import/keys-import.js')).keysImport),
    command(SCAN, async () => (await import('./commands/scan/scan.js')).scan),
  ],
  Call: [
    command(CHECK, async () => (await import('./commands/check/check.js')).check),
    command(EXEC, async () => (await import('./commands/exec/exec.js')).exec),
    command(CLASSIFY, async () => (await import('./commands/classify/classify.js')).classify),
    command(BUDGETS.BUDGET, async () => (await import('./commands/budget/budget.js')).budget),
    command(BUDGETS.BUDGET_SET, async () => (await import('./commands/budget/budget-set.js')).budgetSet),
    command(
      BUDGETS.BUDGET_CLEAR,
      async () => (await import('./commands/budget/budget-clear.js')).budgetClear,
    ),
  ],
  Test: [
    command(MOCKS.MOCK, async () => (await import('./commands/mock/mock.js')).mock),
    command(MOCKS.MOCK_CHECK, async () => (await import('./commands/mock/mock-check.js')).mockCheck),
    command(MOCKS.MOCK_RECORD, async () => (await import('./commands/mock/mock-record.js')).mockRecord),
    command(MOCKS.MOCK_DRIFT, async () => (await import('./commands/mock/mock-drift.js')).mockDrift),
    command(MOCKS.MOCK_SCHEMA, async () => (await import('./commands/mock/mock-schema.js')).mockSchema),
    command(MOCKS.MOCK_EXEC, async () => (await import('./commands/mock/mock-exec.js')).mockExec),
    command(MOCKS.MOCK_REHEARSE, async () => (await import('./commands/mock/mock-rehearse.js')).mockRehearse),
  ],
  Tools: [command(COMPLETION, async () => (await import('./commands/completion/completion.js')).completion)],
} as const satisfies Readonly<Record<string, readonly Command[]>>;

export const COMMANDS: readonly Command[] = Object.values(SECTIONS).flat();

/** What the groups are about: in the overview, where their subcommands follow, and in their own help. */
export const GROUPS: Groups = {
  keys: { short: 'Stored keys', summary: 'Store, show and change the keys in config.ini' },
  mock: { short: 'API server for tests', summary: MOCKS.MOCK.summary },
  budget: { short: 'Requests of this month', summary: BUDGETS.BUDGET.summary },
};
