import type { Reporter, TestModule } from 'vitest/node';

/**
 * Closes a run with one plain line that any tool can read: `123 passed, 0 failed, 4 skipped`. Before it, each test that passed
 * only when it was tried again has a line, so that a second try hides nothing.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') count[state] += 1;
        if (test.diagnostic()?.flaky)
          console.log(`passed at the second try: ${module.relativeModuleId} > ${test.fullName}`);
      }
      if (module.state() === 'failed' && module.errors().length > 0) count.failed += 1;
    }
    console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}
