/** The roles of every example allow what their states and functions use, and nothing wider. */
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Blueprint, RoleBlueprint, Statement } from '../../src/compile/blueprint.ts';
import { compile } from '../../src/compile/compile.ts';
import { functionReference } from '../../src/compile/references.ts';
import { loadWorkflow } from '../../src/workflow/load.ts';
import { examples } from '../report/examples.ts';
import { root } from '../support/spawn.ts';

const target = { account: '123456789012', region: 'us-west-2', partition: 'aws' };

/** What logging takes (Step Functions guide, "Logging using CloudWatch Logs"). */
const delivery = ['Create', 'Get', 'Update', 'Delete']
  .map((verb) => `${verb}LogDelivery`)
  .concat('ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups');

async function blueprintOf(example: string): Promise<Blueprint> {
  return compile(await loadWorkflow(join(root, 'examples', example), { env: {} }), target);
}

/** Executions that the examples start are of their own machine: of a distributed map, or by a step that waits for them. */
function ownExecutions(definition: string, { name, arn }: Blueprint['stateMachine']): string[] {
  const isDistributed = definition.includes('DISTRIBUTED');
  const isNested = definition.includes('states:startExecution.sync:2');
  const execution = arn.replace(`:stateMachine:${name}`, `:execution:${name}`);
  const rule = arn.replace(
    /:states:(.*):stateMachine:.*/,
    ':events:$1:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
  );
  const started = [
    `states:StartExecution ${arn}`,
    `states:DescribeExecution ${execution}:*`,
    `states:StopExecution ${execution}:*`,
  ];
  return [
    ...(isDistributed || isNested ? started : []),
    // Executions of map runs have a slash in their names.
    ...(isDistributed
      ? ['Describe', 'Stop', 'Redrive'].map((verb) => `states:${verb}Execution ${execution}/*`)
      : []),
    // AWS tells the machine by this rule that an execution has ended.
    ...(isNested ? ['PutTargets', 'PutRule', 'DescribeRule'].map((verb) => `events:${verb} ${rule}`) : []),
  ];
}

/** What a blueprint uses, read off the definition's text and the functions' names: not the way that compile goes. */
function usesOf({ functions, stateMachine }: Blueprint): {
  machine: Set<string>;
  byRole: Map<string, Set<string>>;
} {
  const definition = JSON.stringify(stateMachine.definition);
  const called = functions.filter(({ key }) =>
    definition.includes(JSON.stringify(functionReference(key)).slice(1, -1)),
  );
  return {
    machine: new Set([
      ...called.flatMap(({ arn }) => [`lambda:InvokeFunction ${arn}`, `lambda:InvokeFunction ${arn}:*`]),
      ...ownExecutions(definition, stateMachine),
      ...(stateMachine.logging.level === 'OFF' ? [] : delivery.map((action) => `logs:${action} *`)),
    ]),
    byRole: new Map(
      functions.map(({ role, name }) => {
        const group = `arn:aws:logs:us-west-2:123456789012:log-group:/aws/lambda/${name}:*`;
        return [role.name, new Set([`logs:CreateLogStream ${group}`, `logs:PutLogEvents ${group}`])];
      }),
    ),
  };
}

function allowancesOf({ statements }: Pick<RoleBlueprint, 'statements'>): string[] {
  return statements.flatMap(({ actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => `${action} ${resource}`)),
  );
}

/** What a role allows beyond what is used. */
function excess(role: Pick<RoleBlueprint, 'statements'>, uses: ReadonlySet<string>): string[] {
  return allowancesOf(role).filter((one) => !uses.has(one));
}

describe.each(examples)('the roles of examples/%s', (example) => {
  it('allow exactly what is used', async () => {
    const blueprint = await blueprintOf(example);
    const { machine, byRole } = usesOf(blueprint);
    expect(new Set(allowancesOf(blueprint.stateMachine.role))).toEqual(machine);
    for (const { role } of blueprint.functions) {
      expect(new Set(allowancesOf(role))).toEqual(byRole.get(role.name));
    }
  });
});

describe('the check itself', () => {
  const widenings: readonly (readonly [string, (statement: Statement) => Statement])[] = [
    ['any resource', (one) => ({ ...one, resources: ['*'] })],
    ['another function', (one) => ({ ...one, resources: [...one.resources, `${one.resources[0] ?? ''}-2`] })],
    ['every function of a prefix', (one) => ({ ...one, resources: one.resources.map((arn) => `${arn}*`) })],
    ['any action', (one) => ({ ...one, actions: ['lambda:*'] })],
    ['another action', (one) => ({ ...one, actions: [...one.actions, 'lambda:GetFunction'] })],
  ];

  it.each(widenings)('finds a statement that was widened to %s', async (_, widen) => {
    const blueprint = await blueprintOf('hello-world');
    const { machine } = usesOf(blueprint);
    const { statements } = blueprint.stateMachine.role;
    expect(excess({ statements }, machine)).toEqual([]);
    expect(excess({ statements: statements.map(widen) }, machine)).not.toEqual([]);
  });
});
