/** Chromium without a screen, for tests of what people see. */
import { describe } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const path = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Tests that need it; skipped, and saying so, where there is none: CI has one. */
export function describeInChromium(name: string, tests: () => void): void {
  if (existsSync(path)) describe(name, tests);
  else describe.skip(`${name} [there is no Chromium: CHROMIUM names none]`, tests);
}

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

/** What axe finds wrong with a page. */
export async function axeFindings(page: Page): Promise<AxeResults['violations']> {
  // Evaluated by the debugger, which the page's policy does not bind.
  const { violations } = await page.evaluate<AxeResults>(
    `${axe.source}; axe.run({ resultTypes: ['violations'] })`,
  );
  return violations;
}

/** In a line that says where. */
export function sayFinding({ id, nodes }: AxeResults['violations'][number]): string {
  return `${id}: ${nodes.map(({ html }) => html).join(' ')}`;
}
