/** Languages whose blocks no test runs, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  csharp: 'the tests have no .NET',
  powershell: 'the tests have no PowerShell',
};

/** Of a block whose fence says it: "```console [not run: REASON]". */
const REASON = /\[not run: ([^\]]+)\]/;

/** Why the block with this text on its fence is not run; undefined where a test runs it. */
export const whyNotRun = (fence: string): string | undefined =>
  REASON.exec(fence)?.[1] ?? NOT_RUN[/^[\w-]*/.exec(fence)?.[0] ?? ''];

/** What readers see above such a block. */
export const notRunMark = (reason: string): string => `<p class="not-run">Not run by tests: ${reason}.</p>\n`;
