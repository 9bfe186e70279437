import { type Failure, redact } from '@dlubal-kit/auth-core';
import type { Call } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import type { ServerAnswer } from '../../server/ask-server.js';
import { paintFor } from '../../terminal/colours.js';
import { failureJson } from '../../terminal/failure-json.js';
import { failureView } from '../../terminal/failure-view.js';
import { printJson } from '../../terminal/print-json.js';
import { shownName } from '../../terminal/shown-name.js';

/** Tells that the new key was not accepted, and that the old one stays. */
export function refusedView(
  { server, requests, warnings }: ServerAnswer,
  failure: Failure,
  { name, path }: { readonly name: string; readonly path: string },
  call: Call,
  context: Context,
): void {
  if (call.flags.json) {
    const told = {
      ok: false,
      changed: false,
      failure: failureJson(failure),
      config: path,
      server,
      requests,
      warnings,
    };
    printJson(context, told);
    return;
  }
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  context.out(failureView(failure, paint));
  context.err(
    redact(
      `Nothing was stored: ${shownName(name)} keeps its old key. Where the server cannot be asked from here, --offline stores the new key unchecked.\n`,
    ),
  );
}
