import { type AuditOptions, Keyring } from '@dlubal-kit/node-client/config';
import type { KeyringAccess } from './system.js';

/** The system's keyring. A file of its own, so that commands that do not use it do not load it. */
export const openKeyring = (audit: AuditOptions = { log: '' }): KeyringAccess => new Keyring({ audit });
