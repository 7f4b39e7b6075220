/** The examples, run on an embedded AWS, as reports. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runWorkflow } from '../../src/commands/run.ts';
import type { RunReport } from '../../src/report/json.ts';
import { openLocal } from '../../src/target.ts';
import { root } from '../support/spawn.ts';

export const examples: readonly string[] = readdirSync(join(root, 'examples'));

export async function runExample(name: string): Promise<RunReport> {
  const { connection, platform, close } = await openLocal('us-east-1', () => undefined);
  try {
    return await runWorkflow({
      path: join(root, 'examples', name),
      env: {},
      report: () => undefined,
      signal: new AbortController().signal,
      connection,
      platform,
      timeLimitMs: 60_000,
    });
  } finally {
    await close();
  }
}
