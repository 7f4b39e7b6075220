// Draws docs/report.png: the first screen of the page that a run leaves under --report-dir. `node scripts/screenshot.mjs`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'stepline-screenshot-'));
// An order without its id, which the last function misses.
const command = ['run', 'examples/choice', '--input', '{"total":150}', '--report-dir', folder];
spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...command], { cwd: root, stdio: 'inherit' });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 880 } });
await page.goto(`file://${join(folder, 'report.html')}`);
await page.screenshot({ path: join(root, 'docs/report.png') });
await browser.close();
rmSync(folder, { recursive: true });
