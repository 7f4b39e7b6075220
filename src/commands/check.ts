/** `check`: everything that can be known without a deploy, at a target that nothing is read of but its verdict. */
import type { Connection } from '../aws/connection.ts';
import { atBench, drawUp, readSources, type CommandContext, type Sources } from './prepare.ts';
import { judgeDefinition } from './verdict.ts';

export interface CheckOptions extends CommandContext {
  readonly connection: Connection;
}

/** Throws UserError with every problem; warnings are reported. */
export async function checkWorkflow(options: CheckOptions): Promise<Sources> {
  const sources = await readSources(options);
  await atBench(options, options.connection, async (bench) => {
    await judgeDefinition(bench, drawUp(options, sources, bench.aws.target), sources.workflow);
  });
  return sources;
}
