import type { Command } from 'commander';
import { planWorkflow } from '../../commands/plan.ts';
import { planDocument } from '../../report/json.ts';
import { planLines } from '../../report/plan.ts';
import { atTarget, contextOf, withTarget, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../program.ts';

export function addPlan(program: Command, session: Session): void {
  withTarget(program.command('plan'))
    .description('show what a deploy would create (+), change (~) and delete (-)')
    .action(async (path: string, flags: TargetOptions) => {
      const output = createOutput({ json: flags.json ?? false });
      const plan = await atTarget(flags, output, (connection) =>
        planWorkflow({ ...contextOf(path, flags, session, output), connection }),
      );
      output.say(...planLines(plan, output.style));
      output.document(planDocument(plan));
    });
}
