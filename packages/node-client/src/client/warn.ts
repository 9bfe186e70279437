import { guardHook } from '../observe/guard-hook.js';
import type { ClientOptions, ClientWarning } from './connect-options.js';

const emit = (code: ClientWarning['code'], message: string): void =>
  process.emitWarning(message, { type: 'DlubalWarning', code });

/** Says a warning where the options want it said. An `onWarning` that fails changes nothing: the warning is said by Node then. */
export function warn(options: ClientOptions, code: ClientWarning['code'], message: string | undefined): void {
  if (message === undefined) return;
  const { onWarning } = options;
  if (onWarning === undefined) emit(code, message);
  else
    guardHook(
      () => onWarning({ code, message }),
      (why) => emit(code, `${message} (onWarning failed: ${why})`),
    );
}
