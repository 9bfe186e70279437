import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import { type Browser, chromium } from 'playwright-core';

const PATH = '/usr/bin/chromium';

/** Why tests in a browser are skipped; undefined where they run. `.ci/run` installs Debian's chromium. */
export const noChromium: string | undefined = whyNoLinuxProgram(PATH);

/** Starts Chromium with a profile of its own, which asks nobody for anything. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
