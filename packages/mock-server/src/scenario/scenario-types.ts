import type { PlanName } from '@dlubal-kit/auth-core';
import type { FaultName, FaultSettings } from '../faults/fault.js';
import type { AnswerableKind } from '../handlers/reply.js';
import type { UnmatchedPolicy } from '../handlers/unmatched-call.js';
import type { KeyState } from '../keys/key-state.js';
import type { BillingOption } from '../metering/billing-rules.js';
import type { FieldPattern } from '../patterns/field-patterns.js';
import type { ApplicationName } from '../services/applications.js';
import type { StoryName } from '../stories/story-table.js';

/** Fields of a message as a file holds them: as in TypeScript, but for bytes, which are base64. */
export type FileMessage = Readonly<Record<string, unknown>>;

/** Headers or trailers as a file holds them; values of names that end with `-bin` are base64. */
export type FileMetadata = Readonly<Record<string, string | readonly string[]>>;

/** An error as a file holds it: by kind or by status. */
export interface FileError {
  readonly kind?: AnswerableKind;
  readonly status?: string | number;
  readonly details?: string;
}

/** One answer: exactly one of `reply`, `bytes`, `error` and `fault`. */
export interface FileAnswer {
  readonly reply?: FileMessage;
  /** The message as it goes onto the wire, in base64. */
  readonly bytes?: string;
  readonly error?: FileError;
  readonly fault?: FaultSettings & { readonly name: FaultName };
  readonly headers?: FileMetadata;
  readonly trailers?: FileMetadata;
  /** Positions in a recording of the calls that got this answer. */
  readonly calls?: readonly number[];
}

/** A handler: one answer, or a sequence of them. */
export interface FileHandler extends FileAnswer {
  readonly method: string;
  /** Full name of the method's service; RFEM's where it is left out. */
  readonly service?: string;
  readonly key?: string;
  readonly when?: {
    /** Fields that the request must have; a pattern can take the place of a value. */
    readonly request?: FileMessage;
    readonly headers?: Readonly<Record<string, string | FieldPattern>>;
  };
  readonly once?: boolean;
  readonly times?: number;
  readonly delay?: number | readonly [number, number];
  readonly sequence?: readonly FileAnswer[];
}

/** A key as a file holds it. */
export interface FileKey {
  readonly value?: string;
  readonly state?: KeyState;
  readonly limit?: number;
}

/** A fault as a file holds it: which calls it meets, and how often. */
export interface FileFault extends FaultSettings {
  readonly name: FaultName;
  readonly when?: {
    readonly method?: string;
    /** Full name of the method's service; RFEM's where it is left out. */
    readonly service?: string;
    readonly key?: string;
    /** Fields that the request must have; a pattern can take the place of a value. */
    readonly request?: FileMessage;
  };
  readonly times?: number;
}

/** A story as a file holds it. */
export interface FileStory {
  readonly name: StoryName;
  readonly key?: string;
}

/** A scenario as its file holds it, once the schema found nothing wrong. */
export interface ScenarioFile {
  readonly $schema?: string;
  readonly version: 1;
  readonly keys?: Readonly<Record<string, FileKey | null>>;
  readonly monthlyLimit?: number;
  readonly plan?: PlanName;
  readonly overage?: boolean;
  readonly billing?: BillingOption;
  readonly clock?: string;
  readonly applicationInfo?: FileMessage;
  readonly objectTypes?: Readonly<Record<string, number>>;
  readonly applications?: readonly ApplicationName[];
  readonly onUnmatchedCall?: UnmatchedPolicy;
  readonly handlers?: readonly FileHandler[];
  readonly faults?: readonly FileFault[];
  readonly play?: readonly FileStory[];
  /** Anything, under a name of the file's own: a place for anchors. */
  readonly [own: `x-${string}`]: unknown;
}
