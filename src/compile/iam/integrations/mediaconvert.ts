/** MediaConvert [developer guide, "IAM policies for calling AWS Elemental MediaConvert"]. */
import { member } from '../arguments.ts';
import { arnIn, managedRule, passRole, type Integration } from '../grant.ts';

export const mediaconvert: Integration = (call) => {
  const arn = (resource: string): string => arnIn(call.target, 'mediaconvert', resource);
  return [
    {
      actions: ['mediaconvert:CreateJob'],
      resources: ['queues/*', 'jobTemplates/*', 'presets/*'].map(arn),
    },
    ...passRole([member(call.arguments, 'Role')], 'mediaconvert.amazonaws.com', call),
    ...(call.isJob
      ? [
          {
            actions: ['mediaconvert:GetJob', 'mediaconvert:CancelJob'],
            resources: [arn('jobs/*')],
            // Step Functions tags the jobs that it makes.
            condition: { StringEquals: { 'aws:ResourceTag/ManagedByService': 'AWSStepFunctions' } },
          },
          managedRule('StepFunctionsGetEventsForMediaConvertJobRule', call),
        ]
      : []),
  ];
};
