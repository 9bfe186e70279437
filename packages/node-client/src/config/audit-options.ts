import { checkFields, type FieldCheck, type FieldChecks, FUNCTION, TEXT } from '@dlubal-kit/auth-core';

/** Where changes of keys are written down, and who makes them. */
export interface AuditOptions {
  /**
   * File to which each change of a key is appended as a line of JSON, without the key. Environment: `DLUBAL_AUDIT_LOG`.
   *
   * @default none: nothing is written. An empty text turns the variable off
   */
  readonly log?: string | undefined;
  /** The program that makes the change. @default the file name of the script that runs */
  readonly program?: string;
  /** Gets a sentence when the log cannot be written; the change is made all the same. @default process.emitWarning */
  readonly onWarning?: (warning: string) => void;
}

const AUDIT_FIELDS: FieldChecks<AuditOptions> = { log: TEXT, program: TEXT, onWarning: FUNCTION };

/** A check of the option `audit`. */
export const AUDIT: FieldCheck = {
  must: 'an object with log, program or onWarning',
  holds: (value) => {
    checkFields(value as AuditOptions, AUDIT_FIELDS, 'the option audit');
    return true;
  },
};

/** The file to which changes are written; undefined where nobody asked for one. */
export const auditLog = ({ log = process.env.DLUBAL_AUDIT_LOG }: AuditOptions): string | undefined =>
  log || undefined;
