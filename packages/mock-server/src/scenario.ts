// Reading a scenario file

export type { ParseScenarioOptions } from './scenario/parse-scenario.js';
export { parseScenario } from './scenario/parse-scenario.js';
export type { ParsedScenario, Scenario } from './scenario/scenario.js';
export { MAX_SCENARIO_BYTES } from './yaml/source-text.js';
export type { ScenarioProblem } from './yaml/source-text.js';
export { scenarioSchema } from './schema/scenario-schema.js';
export type { KnownServices } from './scenario/handler-target.js';
export type {
  FileAnswer,
  FileError,
  FileFault,
  FileHandler,
  FileKey,
  FileMessage,
  FileMetadata,
  FileStory,
  ScenarioFile,
} from './scenario/scenario-types.js';
// Other files, read as strictly
export { parseData } from './schema/parse-data.js';
export type { ParsedData } from './schema/parse-data.js';
export type { DataRules } from './schema/open-data.js';
// Running it
export { stageScenario } from './scenario/stage-scenario.js';
export type { StagedScenario } from './scenario/stage-scenario.js';
// Recording one
export { startRecorder } from './recording/start-recorder.js';
export type { Recorder, RecorderOptions } from './recording/start-recorder.js';
export type { RealServerAddress } from './recording/real-server.js';
// Comparing one with the in-memory models
export { driftOf } from './recording/drift-of.js';
export type { Drift, DriftFinding } from './recording/drift-of.js';

export type { AnyDlubalError } from '@dlubal-kit/auth-core';
export { DlubalError, isDlubalError, MisuseError } from '@dlubal-kit/auth-core';
