export type { AnyDlubalError } from '@dlubal-kit/auth-core';
export { DlubalError, isDlubalError, MisuseError } from '@dlubal-kit/auth-core';
export type { MockUi, MockUiOptions } from './ui/start-mock-ui.js';
export { startMockUi } from './ui/start-mock-ui.js';
