/** `check`: everything that can be known offline. */
import type { Target } from '../compile/blueprint.ts';
import { drawUp, readSources, type CommandContext, type Sources } from './prepare.ts';

/** Stands for the account and region that only a deploy knows. */
export const nowhere: Target = { account: '000000000000', region: 'us-east-1', partition: 'aws' };

/** Throws UserError with every problem; warnings are reported. */
export async function checkWorkflow(context: CommandContext): Promise<Sources> {
  const sources = await readSources(context);
  drawUp(context, sources, nowhere);
  return sources;
}
