import { SYNTAX_RULES, type SyntaxRule } from './syntax-rules.js';

/**
 * A config.ini, or one value in it, that the official client's reader refuses. The message names the line and
 * says what to change; it never quotes the line, which may hold a key.
 */
export class ConfigSyntaxError extends Error {
  override readonly name = 'ConfigSyntaxError';
  /** Name of the configparser exception, for example `DuplicateOptionError`. */
  readonly rule: SyntaxRule;
  /** The line at fault, counted from 1. */
  readonly line: number;

  constructor(rule: SyntaxRule, line: number, subject = '') {
    super(`line ${line}: ${SYNTAX_RULES[rule](subject)}`);
    this.rule = rule;
    this.line = line;
  }
}
