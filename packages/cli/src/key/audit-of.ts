import type { AuditOptions } from '@dlubal-kit/node-client/config';
import type { Context } from '../terminal/context.js';

/** Where a command writes down what it does to keys. */
export const auditOf = ({ env, command, print }: Context): AuditOptions => ({
  log: env.DLUBAL_AUDIT_LOG ?? '',
  program: `dlubal-auth ${command}`,
  onWarning: print.warn,
});
