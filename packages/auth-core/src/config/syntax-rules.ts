import { shownName as shown } from './shown-name.js';

/**
 * configparser's exceptions by name, each with our sentence and the cure. `subject` is what the exception is
 * about: a name or a section.
 */
export const SYNTAX_RULES = {
  MissingSectionHeaderError: (subject: string) =>
    subject === 'BOM'
      ? 'a byte order mark stands before the first section. Save the file as "UTF-8", not "UTF-8 with BOM".'
      : 'text stands before the first section. Put [api_keys] on a line above it, or begin the line with #.',
  DuplicateSectionError: (subject: string) =>
    `the section [${shown(subject).slice(1, -1)}] stands a second time. Move its entries under the first one.`,
  DuplicateOptionError: (subject: string) =>
    `the name ${shown(subject)} stands a second time (capital and small letters are the same). Rename or remove one of the two.`,
  ParsingError: (subject: string) =>
    subject === ''
      ? 'this is neither a section, nor "name = value", nor a comment. Add the "=", or begin the line with #.'
      : `there is no name before the delimiter. Write "name = value", or begin the line with #.`,
  InterpolationSyntaxError: (subject: string) =>
    `the value of ${shown(subject)} has a "%" that is neither "%%" nor "%(name)s". Write "%%" for a percent sign.`,
  InterpolationMissingOptionError: (subject: string) =>
    `the value refers to %(${shown(subject).slice(1, -1)})s, and there is no such name. Correct the name, or write "%%" for a percent sign.`,
  InterpolationDepthError: (subject: string) =>
    `the value of ${shown(subject)} refers to itself, or through too many other values. Write the key itself there.`,
} as const satisfies Record<string, (subject: string) => string>;

/** Name of a configparser exception. */
export type SyntaxRule = keyof typeof SYNTAX_RULES;
