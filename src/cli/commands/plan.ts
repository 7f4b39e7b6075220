import type { Command } from 'commander';
import { planWorkflow } from '../../commands/plan.ts';
import { planDocument } from '../../report/json.ts';
import { planLines, planMarkdown } from '../../report/plan.ts';
import { atTarget, contextOf, withTarget, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

interface PlanFlags extends TargetOptions {
  readonly markdown?: boolean;
}

export function addPlan(program: Command, session: Session): void {
  withTarget(program.command('plan'))
    .description('show what a deploy would create (+), change (~) and delete (-)')
    .option('--markdown', 'print the plan as Markdown')
    .action(async (path: string, flags: PlanFlags) => {
      const output = createOutput({ json: flags.json ?? false });
      const plan = await atTarget(flags, output, (connection) =>
        planWorkflow({ ...contextOf(path, flags, session, output), connection }),
      );
      output.say(...(flags.markdown ? [planMarkdown(plan)] : planLines(plan, output.style)));
      output.document(planDocument(plan));
    });
}
