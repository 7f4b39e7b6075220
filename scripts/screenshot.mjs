// Draws what people see of a run that failed: docs/report.png, the first screen of the page that it leaves under --report-dir, and
// docs/page.png, that of the page of the embedded AWS it ran in. `node scripts/screenshot.mjs`
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'stepline-screenshot-'));

const local = spawn(process.execPath, [cli, 'local', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
const [line] = await once(createInterface({ input: local.stdout }), 'line');
const endpoint = line.replace('AWS_ENDPOINT_URL=', '');
const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
const env = { ...process.env, ...keys, AWS_ENDPOINT_URL: endpoint };
const run = (...more) =>
  spawnSync(process.execPath, [cli, 'run', 'examples/choice', '--aws', ...more], { cwd: root, env });
run();
// An order without its id, which the last function misses.
run('--input', '{"total":150}', '--report-dir', folder);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 880 } });
await page.goto(`file://${join(folder, 'report.html')}`);
await page.screenshot({ path: join(root, 'docs/report.png') });
await page.goto(endpoint);
await page.locator('.executions .failed a').first().click();
await page.locator('.logs pre').waitFor();
await page.mouse.move(0, 0);
await page.screenshot({ path: join(root, 'docs/page.png') });
await browser.close();
local.kill('SIGINT');
await once(local, 'exit');
rmSync(folder, { recursive: true });
