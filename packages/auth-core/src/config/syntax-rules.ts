import { shownName as shown } from './shown-name.js';

/** What is wrong with a line, and what to write instead. */
interface SyntaxFlaw {
  readonly problem: string;
  readonly remedy: string;
}

const NEITHER = 'Add the "=", or begin the line with "#".';

/**
 * configparser's exceptions by name, each with our sentence and the cure. `subject` is what the exception is
 * about: a name or a section.
 */
export const SYNTAX_RULES = {
  MissingSectionHeaderError: (subject) =>
    subject === 'BOM'
      ? {
          problem: 'a byte order mark comes before the first section.',
          remedy: 'Save the file as "UTF-8", not "UTF-8 with BOM".',
        }
      : {
          problem: 'text comes before the first section.',
          remedy: 'Put [api_keys] on a line above it, or begin the line with "#".',
        },
  DuplicateSectionError: (subject) => ({
    problem: `the section [${shown(subject).slice(1, -1)}] appears a second time.`,
    remedy: 'Move its entries under the first one.',
  }),
  DuplicateOptionError: (subject) => ({
    problem: `the name ${shown(subject)} appears a second time (upper and lower case are the same).`,
    remedy: 'Rename or remove one of the two.',
  }),
  ParsingError: (subject) =>
    subject === ''
      ? { problem: 'this is not a section, not "name = value" and not a comment.', remedy: NEITHER }
      : {
          problem: 'the name before the delimiter is missing.',
          remedy: 'Write "name = value", or begin the line with "#".',
        },
  InterpolationSyntaxError: (subject) => ({
    problem: `the value of ${shown(subject)} has a "%" that is neither "%%" nor "%(name)s".`,
    remedy: 'Write "%%" for a percent sign.',
  }),
  InterpolationMissingOptionError: (subject) => ({
    problem: `the value refers to %(${shown(subject).slice(1, -1)})s, and that name does not exist.`,
    remedy: 'Correct the name, or write "%%" for a percent sign.',
  }),
  InterpolationDepthError: (subject) => ({
    problem: `the value of ${shown(subject)} refers to itself, or through too many other values.`,
    remedy: 'Write the key itself there.',
  }),
} as const satisfies Record<string, (subject: string) => SyntaxFlaw>;

/** Name of a configparser exception. */
export type SyntaxRule = keyof typeof SYNTAX_RULES;
