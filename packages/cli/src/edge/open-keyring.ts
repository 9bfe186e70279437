import { Keyring } from '@dlubal-kit/node-client/config';
import type { KeyringAccess } from './context.js';

/** The system's keyring. A file of its own, so that commands which need none do not load it. */
export const openKeyring = (): KeyringAccess => new Keyring();
