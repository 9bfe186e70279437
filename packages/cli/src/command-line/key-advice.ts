import { redact } from '@dlubal-kit/auth-core';

/** What to do where an API key was given as an argument; nothing where none was. */
export function keyAdvice(typed: string): string {
  if (redact(typed) === typed) return '';
  return ' Never give a key as an argument: other users can read it there, and shells keep it. Treat this key as compromised, and create a new one.';
}
