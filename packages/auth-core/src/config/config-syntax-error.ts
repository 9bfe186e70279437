import { brand } from '../failure/brand.js';
import { DlubalError } from '../failure/dlubal-error.js';
import { localFailure } from '../failure/local-failure.js';
import { CONFIG_KINDS } from '../failure/tables/local/config-kinds.js';
import { SYNTAX_RULES, type SyntaxRule } from './syntax-rules.js';

/**
 * A config.ini, or one value in it, that the official client's reader refuses. The message names the line and
 * says what to change; it never quotes the line, which may hold a key.
 */
export class ConfigSyntaxError extends DlubalError<'config-syntax'> {
  static {
    brand(ConfigSyntaxError, 'ConfigSyntaxError');
  }

  /** Name of the configparser exception, for example `DuplicateOptionError`. */
  readonly rule: SyntaxRule;
  /** The line at fault, counted from 1. */
  readonly line: number;
  /** What is wrong with the line, without its place. */
  readonly problem: string;

  constructor(rule: SyntaxRule, line: number, subject = '') {
    const { problem, remedy } = SYNTAX_RULES[rule](subject);
    super(
      localFailure(CONFIG_KINDS, 'config-syntax', {
        happened: `config.ini, line ${line}: ${problem}`,
        remedy,
      }),
    );
    this.rule = rule;
    this.line = line;
    this.problem = problem;
  }
}
