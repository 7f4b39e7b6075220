/** Bedrock [developer guide, "IAM policies for calling Amazon Bedrock"]: models, and the files that they read and write. */
import { member, type Argument } from '../arguments.ts';
import {
  arnIn,
  atRunTime,
  named,
  passRole,
  type Call,
  type Grant,
  type Integration,
  type Scope,
} from '../grant.ts';

export const bedrock: Integration = (call) =>
  call.operation === 'invokeModel' ? invoke(call) : customize(call);

function invoke(call: Call): Grant[] {
  return [
    { actions: ['bedrock:InvokeModel'], ...model('ModelId', call) },
    ...file('Input', 's3:GetObject', call),
    ...file('Output', 's3:PutObject', call),
  ];
}

/** A profile sends calls to its model in several regions, which must be allowed too [Bedrock user guide, "inference profiles"]. */
export function model(argument: string, { arguments: given, target }: Call): Scope {
  return named(member(given, argument), (id) => {
    const [, ofProfile] = /^(?:[a-z]{2,6}(?:-gov)?|global)\.([a-z0-9-]+\..+)$/.exec(id) ?? [];
    if (ofProfile === undefined) return foundationModel(id, target.region, target);
    return [arnIn(target, 'bedrock', `inference-profile/${id}`), foundationModel(ofProfile, '*', target)];
  });
}

function foundationModel(id: string, region: string, { partition }: Call['target']): string {
  return `arn:${partition}:bedrock:${region}::foundation-model/${id}`;
}

/** Prompt or answer in a file instead of the state's own data. */
function file(argument: string, action: string, { arguments: given, target }: Call): Grant[] {
  const url: Argument = member(member(given, argument), 'S3Uri');
  if (url === undefined) return [];
  const [, object] = /^s3:\/\/(.+)$/.exec(typeof url === 'string' ? url : '') ?? [];
  const scope = object === undefined ? atRunTime : { resources: [`arn:${target.partition}:s3:::${object}`] };
  return [{ actions: [action], ...scope }];
}

function customize(call: Call): Grant[] {
  const jobs = arnIn(call.target, 'bedrock', 'model-customization-job/*');
  const base = model('BaseModelIdentifier', call);
  const made = [arnIn(call.target, 'bedrock', 'custom-model/*'), jobs];
  return [
    {
      actions: ['bedrock:CreateModelCustomizationJob'],
      ...base,
      resources: base.isWide ? base.resources : [...base.resources, ...made],
    },
    ...(call.isJob
      ? [
          {
            actions: ['bedrock:GetModelCustomizationJob', 'bedrock:StopModelCustomizationJob'],
            resources: [jobs],
          },
        ]
      : []),
    ...passRole([member(call.arguments, 'RoleArn')], 'bedrock.amazonaws.com', call),
  ];
}
