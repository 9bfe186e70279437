export type { MockUi, MockUiOptions } from './ui/start-mock-ui.js';
export { startMockUi } from './ui/start-mock-ui.js';
