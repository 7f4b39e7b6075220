/** `graph`: the diagram of a workflow, without a run. */
import { compileDefinition } from '../compile/asl/definition.ts';
import type { Target } from '../compile/blueprint.ts';
import { readGraph } from '../report/graph/graph.ts';
import { plainPicture } from '../report/html/picture.ts';
import { graphStyle } from '../report/html/style.ts';
import { fits, plainMermaid } from '../report/mermaid.ts';
import { loadWorkflow } from '../workflow/load.ts';
import type { CommandContext } from './prepare.ts';

/** Stands for the account and region that only a deploy knows. */
export const nowhere: Target = { account: '000000000000', region: 'us-east-1', partition: 'aws' };

export const graphFormats = ['mermaid', 'svg'] as const;
export type GraphFormat = (typeof graphFormats)[number];

/** The text of the diagram. Warns of one that GitHub does not draw. Throws UserError with every problem of the file. */
export async function drawWorkflow(context: CommandContext, format: GraphFormat): Promise<string> {
  const { path, stage, env, report } = context;
  const workflow = await loadWorkflow(path, { env, ...(stage !== undefined && { stage }) });
  const definition = compileDefinition(workflow, nowhere);
  if (format === 'svg') return plainPicture(readGraph(definition), workflow.name, graphStyle).markup;
  const text = plainMermaid(definition);
  if (!fits(text)) {
    const what = 'the diagram is larger than what GitHub draws of Mermaid';
    report({ kind: 'warning', problem: { what, hint: 'Use --format svg', severity: 'warning' } });
  }
  return text;
}
