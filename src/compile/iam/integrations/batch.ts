/** Batch [developer guide, "IAM policies for calling AWS Batch"]: jobs are allowed on everything. */
import { managedRule, unbounded, type Integration } from '../grant.ts';

export const batch: Integration = (call) => {
  const followed = ['batch:SubmitJob', 'batch:DescribeJobs', 'batch:TerminateJob'];
  if (!call.isJob) return [{ actions: ['batch:SubmitJob'], ...unbounded }];
  return [{ actions: followed, ...unbounded }, managedRule('StepFunctionsGetEventsForBatchJobsRule', call)];
};
