/** The examples: run on an embedded AWS, as reports; and those of the reference. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runWorkflow } from '../../src/commands/run.ts';
import type { RunReport } from '../../src/report/json.ts';
import { openLocal } from '../../src/target.ts';
import { referenceFolders } from '../../scripts/reference/examples.ts';
import { root } from '../support/spawn.ts';

export const examples: readonly string[] = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'workflow.yaml')),
);

/** Folders of all that there are, from the repository's root on. */
export const allExamples: readonly string[] = [
  ...examples.map((name) => join('examples', name)),
  ...referenceFolders(root),
];

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
