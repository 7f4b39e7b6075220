/** EMR [developer guide, "IAM policies for calling Amazon EMR"]: the cluster of each call. */
import { member, type Argument } from '../arguments.ts';
import {
  arnIn,
  managedRule,
  named,
  passRole,
  unbounded,
  type Call,
  type Grant,
  type Integration,
} from '../grant.ts';

interface Kind {
  readonly actions: readonly string[];
  /** Further actions to follow the job to its end, and the rule that tells of it. */
  readonly job?: { readonly actions: readonly string[]; readonly rule: string };
}

const kinds: Readonly<Record<string, Kind>> = {
  createCluster: {
    actions: ['RunJobFlow'],
    job: {
      actions: ['DescribeCluster', 'TerminateJobFlows'],
      rule: 'StepFunctionsGetEventForEMRRunJobFlowRule',
    },
  },
  terminateCluster: {
    actions: ['TerminateJobFlows'],
    job: { actions: ['DescribeCluster'], rule: 'StepFunctionsGetEventForEMRTerminateJobFlowsRule' },
  },
  addStep: {
    actions: ['AddJobFlowSteps'],
    job: {
      actions: ['DescribeStep', 'CancelSteps'],
      rule: 'StepFunctionsGetEventForEMRAddJobFlowStepsRule',
    },
  },
  cancelStep: { actions: ['CancelSteps'] },
  setClusterTerminationProtection: { actions: ['SetTerminationProtection'] },
  modifyInstanceFleetByName: { actions: ['ModifyInstanceFleet', 'ListInstanceFleets'] },
  modifyInstanceGroupByName: { actions: ['ModifyInstanceGroups', 'ListInstanceGroups'] },
};

export const emr: Integration = (call) => {
  const kind = kinds[call.operation];
  if (!kind) return [];
  const job = call.isJob ? kind.job : undefined;
  const actions = [...kind.actions, ...(job?.actions ?? [])].map((name) => `elasticmapreduce:${name}`);
  const isNew = call.operation === 'createCluster';
  const cluster = named(member(call.arguments, 'ClusterId'), (id) =>
    arnIn(call.target, 'elasticmapreduce', `cluster/${id}`),
  );
  return [
    { actions, ...(isNew ? { ...unbounded, note: 'clusters get their ids as they are made' } : cluster) },
    ...(isNew ? rolesOf(call) : []),
    ...(job ? [managedRule(job.rule, call)] : []),
  ];
};

/** Each goes to the service that takes it over; an instance profile has the name of its role [EMR management guide, "iam:PassRole"]. */
function rolesOf(call: Call): Grant[] {
  const given = (name: string): Argument => member(call.arguments, name);
  const flowRole = given('JobFlowRole') ?? member(given('Instances'), 'JobFlowRole');
  return [
    ...passRole([given('ServiceRole')], 'elasticmapreduce.amazonaws.com', call),
    ...passRole([flowRole], 'ec2.amazonaws.com', call),
    ...passRole([given('AutoScalingRole')], 'application-autoscaling.amazonaws.com', call),
  ];
}
