import type { ClientOptions, ClientWarning } from './connect-options.js';

/** Says a warning where the options want it said. */
export function warn(options: ClientOptions, code: ClientWarning['code'], message: string | undefined): void {
  if (message === undefined) return;
  if (options.onWarning !== undefined) options.onWarning({ code, message });
  else process.emitWarning(message, { type: 'DlubalWarning', code });
}
