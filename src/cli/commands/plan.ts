import type { Command } from 'commander';
import { planWorkflow } from '../../commands/plan.ts';
import { planDocument } from '../../report/json.ts';
import { planLines, planMarkdown } from '../../report/plan.ts';
import { atTarget, contextOf, withTarget } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';
import { printCiRole, withCiRole, type CiRoleFlags } from './ciRole.ts';

interface PlanFlags extends CiRoleFlags {
  readonly markdown?: boolean;
}

export function addPlan(program: Command, session: Session): void {
  withCiRole(withTarget(program.command('plan')))
    .description('show what a deploy would create (+), change (~) and delete (-)')
    .option('--markdown', 'print the plan as Markdown')
    .action(async (path: string, flags: PlanFlags) => {
      if (flags.ciRole) return printCiRole(path, flags, session);
      const output = createOutput({ json: flags.json ?? false });
      const plan = await atTarget(flags, output, (connection, platform) =>
        planWorkflow({ ...contextOf(path, flags, session, output), connection, platform }),
      );
      output.say(...(flags.markdown ? [planMarkdown(plan)] : planLines(plan, output.style)));
      output.document(planDocument(plan));
    });
}
