import type { ConfigFinding, Failure, ResolveInput } from '@dlubal-kit/auth-core';
import type { ServerAnswer } from '../../server/ask-server.js';
import type { ServerWords } from '../../server/server-words.js';
import type { FileAccess } from './access/read-access.js';
import type { AssistantFacts } from './find-assistants.js';
import type { Leaks } from './find-leaks.js';

/** What the checks decide by: gathered once, at the edge. Holds keys: never print it. */
export interface DoctorValues {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly path: string;
  /** Whether an option or a variable names config.ini. */
  readonly named: boolean;
  readonly file: ConfigFacts;
  /** What `diagnoseConfig` says of the text; empty where there is none. */
  readonly findings: readonly ConfigFinding[];
  /** Whether lines that parsers disagree on can be fixed. */
  readonly mendable: boolean;
  /** Undefined where a place that the answer needs cannot be read. */
  readonly input?: ResolveInput;
  readonly settings: {
    readonly path?: string;
    readonly failed?: string;
    /** Which files were passed over, and why. */
    readonly warnings?: readonly string[];
  };
  /** Keys in .dlubalrc, .env and the tracked files. */
  readonly leaks: Leaks;
  /** The files of AI assistants. */
  readonly assistants: AssistantFacts;
  /** Names of temporary files and locks next to config.ini; undefined where its folder cannot be listed. */
  readonly strays: readonly string[] | undefined;
  readonly server: ServerFacts;
  /** The answer to `--check-key`. */
  readonly answer?: ServerAnswer;
  readonly clientVersion: string;
}

export type ConfigFacts =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly message: string }
  | {
      readonly kind: 'read';
      readonly keys: number;
      readonly hasDefault: boolean;
      /** Where a symbolic link leads to. */
      readonly target?: string;
      readonly mode: number;
      readonly folderMode: number;
      readonly owner: number;
      readonly me: number | undefined;
      /** Whether the folder is the clients' own, `Dlubal/api`. */
      readonly ownFolder: boolean;
      /** On Windows, which has no modes; undefined where it does not say. */
      readonly access: FileAccess | undefined;
    };

export interface ServerFacts extends ServerWords {
  readonly loopback: boolean;
  /** Whether calls are encrypted, and what says so; undefined where that cannot be read. */
  readonly encryption?: { readonly on: boolean; readonly from: string };
  /** False with `--offline`: no connection was opened. */
  readonly asked: boolean;
  /** The proxy that calls go through. */
  readonly proxy?: { readonly address: string; readonly variable: string };
  readonly failure?: Failure;
}
