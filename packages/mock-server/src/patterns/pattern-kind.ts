import type { FieldKind } from '@dlubal-kit/protos';
import type { PatternKind } from './field-patterns.js';

/** What a field of RFEM's messages that is not a message can be asked. */
export function patternKind(kind: FieldKind): PatternKind {
  return kind === 'string' ? 'text' : kind === 'bytes' ? 'bytes' : 'value';
}
