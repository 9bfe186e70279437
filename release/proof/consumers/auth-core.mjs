import { classifyError, isDlubalError, KeyResolutionError, resolveKey } from '@dlubal-kit/auth-core';

const config = `[api_keys]\na = ak-${'0123456789abcdef'.repeat(3)}\n`;
const { source } = resolveKey({ name: 'a', config });
const { kind } = classifyError({ code: 16, details: 'API key is invalid or in incorrect format.' });
let caught = false;
try {
  resolveKey({ name: 'b', config });
} catch (error) {
  caught = isDlubalError(error) && error instanceof KeyResolutionError;
}
console.log(
  source === 'option-name' && kind === 'key-refused' && caught ? 'it works' : { source, kind, caught },
);
