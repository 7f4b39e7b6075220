/** Glue DataBrew [developer guide, "IAM policies for calling AWS Glue DataBrew"]: the job. */
import { member } from '../arguments.ts';
import { arnIn, named, type Integration } from '../grant.ts';

export const databrew: Integration = ({ isJob, arguments: given, target }) => [
  {
    actions: isJob
      ? ['databrew:StartJobRun', 'databrew:ListJobRuns', 'databrew:StopJobRun']
      : ['databrew:StartJobRun'],
    ...named(member(given, 'Name'), (name) => arnIn(target, 'databrew', `job/${name}`)),
  },
];
