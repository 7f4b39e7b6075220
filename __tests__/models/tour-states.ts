import { account, region, roleArn, type Earlier, type Stop } from './tour.ts';

const here = `${region}:${account}`;
const activityArn = `arn:aws:states:${here}:activity:work`;
const stateMachineArn = `arn:aws:states:${here}:stateMachine:machine`;
const mappingArn = `arn:aws:states:${here}:stateMachine:mapping`;
const express = { stateMachineArn: `arn:aws:states:${here}:stateMachine:express` };
const alias = { stateMachineAliasArn: `${stateMachineArn}:live` };
const version = { stateMachineVersionArn: `${stateMachineArn}:1` };
const execution = { executionArn: `arn:aws:states:${here}:execution:machine:one` };
const mapping = { executionArn: `arn:aws:states:${here}:execution:mapping:one` };

/** Waits for somebody to do the activity's work. */
const waiting = JSON.stringify({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: activityArn, End: true } },
});
const passing = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
/** Its items wait as well, so that its map run stands for a while. */
const distributed = JSON.stringify({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Item',
        States: { Item: { Type: 'Wait', Seconds: 600, End: true } },
      },
      End: true,
    },
  },
});

const machine = { name: 'machine', definition: waiting, roleArn, publish: true };
const task = (earlier: Earlier): { taskToken: unknown } => ({
  taskToken: earlier('GetActivityTask').taskToken,
});
const mapRun = (earlier: Earlier): { mapRunArn: unknown } => {
  const [run] = earlier('ListMapRuns').mapRuns as readonly { mapRunArn: string }[];
  return { mapRunArn: run?.mapRunArn };
};
const route = { routingConfiguration: [{ ...version, weight: 100 }] };

export const states: readonly Stop[] = [
  ['ValidateStateMachineDefinition', { definition: passing }],
  ['TestState', { definition: '{"Type":"Pass","Next":"B"}', roleArn, input: '{}', inspectionLevel: 'TRACE' }],
  ['CreateActivity', { name: 'work', tags: [{ key: 'a', value: 'b' }] }],
  ['DescribeActivity', { activityArn }],
  ['ListActivities'],
  ['CreateStateMachine', { ...machine, tags: [{ key: 'a', value: 'b' }] }],
  ['DescribeStateMachine', { stateMachineArn }],
  ['ListStateMachines'],
  ['CreateStateMachineAlias', { name: 'live', ...route }],
  ['UpdateStateMachineAlias', { ...alias, description: 'x' }],
  ['DescribeStateMachineAlias', alias],
  ['ListStateMachineAliases', { stateMachineArn }],
  ['ListStateMachineVersions', { stateMachineArn }],
  ['StartExecution', { stateMachineArn: alias.stateMachineAliasArn, name: 'one' }],
  ['GetActivityTask', { activityArn, workerName: 'w' }],
  ['SendTaskHeartbeat', task],
  ['SendTaskFailure', (earlier) => ({ ...task(earlier), error: 'E', cause: 'c' })],
  ['DescribeExecution', execution],
  ['RedriveExecution', execution],
  ['GetActivityTask', { activityArn }],
  ['SendTaskSuccess', (earlier) => ({ ...task(earlier), output: '{}' })],
  ['GetExecutionHistory', execution],
  ['ListExecutions', { stateMachineArn }],
  ['DescribeStateMachineForExecution', execution],
  ['CreateStateMachine', { name: 'mapping', definition: distributed, roleArn }],
  ['StartExecution', { stateMachineArn: mappingArn, name: 'one', input: '[1,2]' }],
  ['ListMapRuns', mapping],
  ['DescribeMapRun', mapRun],
  ['UpdateMapRun', (earlier) => ({ ...mapRun(earlier), maxConcurrency: 1 })],
  ['ListExecutions', mapRun],
  ['StopExecution', { ...mapping, error: 'E', cause: 'c' }],
  ['CreateStateMachine', { name: 'express', type: 'EXPRESS', definition: passing, roleArn }],
  ['StartSyncExecution', express],
  ['TagResource', { resourceArn: stateMachineArn, tags: [{ key: 'c', value: 'd' }] }],
  ['UntagResource', { resourceArn: stateMachineArn, tagKeys: ['c'] }],
  ['ListTagsForResource', { resourceArn: stateMachineArn }],
  ['UpdateStateMachine', { stateMachineArn, definition: passing }],
  ['PublishStateMachineVersion', { stateMachineArn }],
  ['DeleteStateMachineAlias', alias],
  ['DeleteStateMachineVersion', version],
  ['DeleteStateMachine', { stateMachineArn }],
  ['DeleteActivity', { activityArn }],
];
