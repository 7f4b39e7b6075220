/** Executions that an execution starts, followed to their leaf at the embedded AWS. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { systemClock } from '../../src/clock.ts';
import type { Workbench } from '../../src/deploy/workbench.ts';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';
import { progressLines } from '../../src/report/progress.ts';
import { plain } from '../../src/report/style.ts';
import type { Progress } from '../../src/report/reporter.ts';
import { execute, type Execution } from '../../src/run/execute.ts';
import { judge } from '../../src/run/verdict.ts';
import { visitsOf } from './support.ts';

let local: LocalAws;
let sfn: SFNClient;
let roleArn = '';

beforeAll(async () => {
  local = await startLocalAws();
  const config = {
    endpoint: local.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
  };
  sfn = new SFNClient(config);
  const iam = new IAMClient(config);
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'states.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'machine',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
    }),
  );
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'machine',
      PolicyName: 'all',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [everything] }),
    }),
  );
  roleArn = Role?.Arn ?? '';
  iam.destroy();
});

afterAll(async () => {
  sfn.destroy();
  await local.close();
});

async function machine(name: string, states: object): Promise<string> {
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
  });
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({ name, definition, roleArn }),
  );
  return stateMachineArn;
}

async function run(stateMachineArn: string, more: Partial<Execution> = {}) {
  const lines: string[] = [];
  const report = (one: Progress): void => {
    lines.push(...progressLines(one, plain).map((line) => line.replace(/ {2}[\d.]+ m?s/, '')));
  };
  const bench = { aws: { sfn }, clock: systemClock, signal: new AbortController().signal, report };
  const result = await execute(bench as unknown as Workbench, {
    stateMachineArn,
    machine: { type: 'STANDARD', logging: { level: 'OFF', includeExecutionData: false } },
    input: {},
    timeLimitMs: 30_000,
    ...more,
  });
  return { run: result, lines: lines.slice(1) };
}

const nested = (arn: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Arguments: { StateMachineArn: arn, Input: {} },
  End: true,
  ...more,
});
const failing = { Type: 'Fail', Error: 'NoStock', Cause: 'none left' };
const at = { file: 'workflow.yaml', line: 7, column: 5 };

describe('nested executions', () => {
  it('are followed two levels down to the state that failed, at the step that started them', async () => {
    const inner = await machine('inner', { Reserve: failing });
    const middle = await machine('middle', { Before: { Type: 'Pass', Next: 'Call' }, Call: nested(inner) });
    const { run: failed, lines } = await run(await machine('outer', { Order: nested(middle) }));
    expect(visitsOf(failed)).toEqual([
      'Order failed ×1 States.TaskFailed',
      'Order › Before succeeded',
      'Order › Call failed ×1 States.TaskFailed',
      'Order › Call › Reserve failed NoStock',
    ]);
    expect(judge(failed, new Map([['Order', at]]))).toMatchObject({
      passed: false,
      failure: {
        path: 'Order › Call › Reserve',
        state: 'Reserve',
        error: 'NoStock',
        cause: { message: 'none left' },
        at,
      },
    });
    expect(lines.indexOf('  ✗ Order › Call › Reserve  failed: NoStock')).toBeGreaterThan(
      lines.indexOf('  → Order › Call'),
    );
    expect(lines.at(-1)).toBe('  ✗ Order  failed: States.TaskFailed');
    expect(new Set(failed.states.map(({ id }) => id)).size).toBe(failed.states.length);
  });

  it('whose failure is caught leave the verdict to what comes after', async () => {
    const inner = await machine('caught-inner', { Reserve: failing });
    const outer = await machine('caught-outer', {
      Order: nested(inner, {
        End: undefined,
        Next: 'After',
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
      }),
      After: { Type: 'Fail', Error: 'Gave.Up' },
    });
    const { run: failed } = await run(outer);
    expect(judge(failed, new Map())).toMatchObject({ failure: { path: 'After', error: 'Gave.Up' } });
    expect(visitsOf(failed)).toContain('Order › Reserve failed NoStock');
    const strict = await run(outer, { failOn: 'any' });
    expect(judge(strict.run, new Map())).toMatchObject({
      passed: false,
      failure: { path: 'Order › Reserve' },
    });
  });

  it('beyond those that are followed are looked at where they lead to the failure', async () => {
    const inner = await machine('many-inner', {
      Is: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.n = 24 %}', Next: 'Reserve' }],
        Default: 'Fine',
      },
      Fine: { Type: 'Succeed' },
      Reserve: failing,
    });
    const outer = await machine('many-outer', {
      Each: {
        Type: 'Map',
        MaxConcurrency: 1,
        Items: '{% [0..29].{ "n": $ } %}',
        ItemProcessor: {
          StartAt: 'Order',
          States: {
            Order: nested(inner, { Arguments: { StateMachineArn: inner, Input: '{% $states.input %}' } }),
          },
        },
        End: true,
      },
    });
    const { run: failed, lines } = await run(outer);
    expect(judge(failed, new Map())).toMatchObject({
      failure: { path: 'Each › Order › Reserve'.replace('Each', 'Each[24]'), error: 'NoStock' },
    });
    expect(lines).toContain('  … Each  21 of 30 items');
  });
});

describe('a distributed Map', () => {
  const distributed = (itemProcessor: object, more: object = {}) => ({
    Each: {
      Type: 'Map',
      Items: '{% [0..19] %}',
      MaxConcurrency: 4,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...itemProcessor,
      },
      End: true,
      ...more,
    },
  });
  const flaky = {
    StartAt: 'Check',
    States: {
      Check: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input = 7 %}', Next: 'Reserve' }],
        Default: 'Fine',
      },
      Fine: { Type: 'Succeed' },
      Reserve: failing,
    },
  };

  it.each([
    { why: 'at once', first: {} },
    { why: 'while its items are counted', first: { Wait: { Type: 'Wait', Seconds: 1, Next: 'Check' } } },
  ])('that fails $why is followed to the state of the child that failed first', async ({ first }) => {
    const states = { ...first, ...flaky.States };
    const processor = { StartAt: Object.keys(states)[0], States: states };
    const arn = await machine(`map-fails-${Object.keys(first).length}`, distributed(processor));
    const { run: failed } = await run(arn);
    expect(judge(failed, new Map([['Reserve', at]]))).toMatchObject({
      failure: { path: 'Each › Reserve', error: 'NoStock', cause: { message: 'none left' }, at },
    });
    expect(visitsOf(failed)).toEqual([
      'Each failed ×1 States.ExceedToleratedFailureThreshold',
      ...Object.keys(first).map((name) => `Each › ${name} succeeded`),
      'Each › Check succeeded',
      'Each › Reserve failed NoStock',
    ]);
  });

  it('tells how many items are done, and which failed within its tolerance', async () => {
    const definition = distributed(flaky, { ToleratedFailureCount: 1 });
    const { run: passed, lines } = await run(await machine('map-tolerates', definition));
    expect(passed.states).toMatchObject([
      { name: 'Each', outcome: 'succeeded', items: { total: 20, succeeded: 19, failed: 1 } },
    ]);
    expect(lines).toContain('  … Each  20 of 20 items, 1 failed');
  });
});
