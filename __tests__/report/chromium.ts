/** Chromium without a screen, for tests of what people see. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const path = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Undefined where there is none: CI has one. */
export const chromiumPath = existsSync(path) ? path : undefined;

/** @param more arguments of its command line. */
export function launchChromium(...more: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}
