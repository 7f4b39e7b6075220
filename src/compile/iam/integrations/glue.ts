/** Glue [developer guide, "IAM policies for calling AWS Glue"]: the job; Step Functions asks after it by itself. */
import { member } from '../arguments.ts';
import { arnIn, named, type Call, type Integration, type Scope } from '../grant.ts';

export const glue: Integration = (call) => [
  {
    actions: call.isJob
      ? ['glue:StartJobRun', 'glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun']
      : ['glue:StartJobRun'],
    ...glueJob(call),
  },
];

export function glueJob({ arguments: given, target }: Call): Scope {
  return named(member(given, 'JobName'), (name) => arnIn(target, 'glue', `job/${name}`));
}
