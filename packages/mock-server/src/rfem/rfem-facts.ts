import { type ApplicationInfo, ApplicationType, type DeepPartial } from '@dlubal-kit/protos';
import type { RfemModels } from './rfem-models.js';

/** What the in-memory RFEM knows in addition to its models. */
export interface RfemFacts {
  readonly models: RfemModels;
  readonly info: DeepPartial<ApplicationInfo>;
  /** Number of an object type by the `typeUrl` of its message; the server's own numbers are not known here. */
  readonly objectTypes: ReadonlyMap<string, number>;
}

/** What a test says of the in-memory RFEM. */
export interface RfemDescription {
  /** How it presents itself. @default RFEM 6.10.0001 in English */
  readonly applicationInfo?: DeepPartial<ApplicationInfo>;
  /**
   * Number of an object type by the `typeUrl` of its message: what `create_object` and `get_object_id_list` give as
   * `objectType`. The real server's numbers are not known here. @default 0 for every type
   */
  readonly objectTypes?: Readonly<Record<string, number>>;
}

/** How the in-memory RFEM presents itself: the version that the messages here were read from (docs/facts/wire.md). */
export const DEFAULT_INFO: DeepPartial<ApplicationInfo> = {
  name: 'RFEM',
  type: ApplicationType.APPLICATION_RFEM,
  isServerInstance: true,
  version: '6.10.0001',
  fullVersion: '6.10.0001',
  languageName: 'English',
  languageId: 'en',
};

/** The facts of a description, for models to be added. */
export function factsOf({ applicationInfo, objectTypes = {} }: RfemDescription): Omit<RfemFacts, 'models'> {
  return {
    info: Object.freeze({ ...DEFAULT_INFO, ...applicationInfo }),
    objectTypes: new Map(Object.entries(objectTypes)),
  };
}
