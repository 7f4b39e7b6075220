/** How needs become statements: other roles, distributed Maps, what is alike. */
import { describe, expect, it } from '@jest/globals';
import { formatProblem } from '../../src/errors.ts';
import { blueprintOf, grantsOf, withSteps } from './support.ts';

const raw = (name: string, state: object): string => `- { name: ${name}, state: ${JSON.stringify(state)} }\n`;
const task = (name: string, resource: string, fields: object): string =>
  raw(name, { Type: 'Task', Resource: `arn:aws:states:::${resource}`, ...fields });
const put = (name: string, table: string): string =>
  task(name, 'dynamodb:putItem', { Parameters: { TableName: table } });
const table = (name: string): string => `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`;

async function roleFor(steps: string): Promise<{ grants: string[]; warnings: string[] }> {
  const blueprint = await blueprintOf(withSteps(steps));
  return { grants: grantsOf(blueprint), warnings: blueprint.warnings.map(formatProblem) };
}

describe('a Task with Credentials needs', () => {
  const call = { Parameters: { TableName: 'orders' } };
  const theirs = 'arn:aws:iam::999999999999:role/theirs';
  it.each([
    ['the other role alone', 'dynamodb:putItem', theirs, `AssumeRoletheirs: ${theirs} (step S)`, 0],
    [
      'no rule, since the job is asked after',
      'batch:submitJob.sync',
      theirs,
      `AssumeRoletheirs: ${theirs} (step S)`,
      0,
    ],
    [
      'any role, when only the run knows',
      'dynamodb:putItem',
      '{% $states.input.role %}',
      'AssumeRoleAny: * (step S: only the run knows on what)',
      1,
    ],
  ])('%s', async (_, resource, role, grant, count) => {
    const { grants, warnings } = await roleFor(
      task('S', resource, { ...call, Credentials: { RoleArn: role } }),
    );
    expect(grants).toEqual([grant]);
    expect(warnings).toHaveLength(count);
  });
});

describe('arguments in JSONPath', () => {
  it.each([
    ['are read as they are', { TableName: 'orders' }, [`PutItemorders: ${table('orders')} (step S)`]],
    [
      'are known at run time',
      { 'TableName.$': '$.t' },
      ['PutItemAny: * (step S: only the run knows on what)'],
    ],
  ])('%s', async (_, parameters, grants) => {
    const role = await roleFor(task('S', 'dynamodb:putItem', { Parameters: parameters }));
    expect(role.grants).toEqual(grants);
  });
});

describe('a distributed Map needs', () => {
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'I',
    States: { I: { Type: 'Pass', End: true } },
  };
  const map = (fields: object): string => raw('S', { Type: 'Map', ItemProcessor: processor, ...fields });
  const s3 = (operation: string): string => `arn:aws:states:::s3:${operation}`;
  const machine = 'arn:aws:states:eu-west-1:123456789012:stateMachine:w-dev';
  const executions = 'arn:aws:states:eu-west-1:123456789012:execution:w-dev';
  const children = (run: string): string[] => [
    `StartExecutionwdev: ${machine} (step S)`,
    `DescribeExecution: ${executions}:* ${run} (step S)`,
    `RedriveExecution: ${run} (step S)`,
  ];
  /** Sids of children end in what the run is called. */
  const plain = (grant: string): string => grant.replace(/^((?:Describe|Redrive)Execution)\w*:/, '$1:');

  it.each([
    ['executions of the machine itself', {}, children(`${executions}/*`)],
    ['those of its label', { Label: 'each' }, children(`${executions}/each:*`)],
  ])('%s', async (_, fields, grants) => {
    const role = await roleFor(map(fields));
    expect(role.grants.map(plain)).toEqual(grants);
    expect(role.warnings).toEqual([]);
  });

  it.each([
    [
      'the object that it reads',
      { ItemReader: { Resource: s3('getObject'), Parameters: { Bucket: 'in', Key: 'a.csv' } } },
      ['s3:GetObject on arn:aws:s3:::in/a.csv'],
    ],
    [
      'the objects that a manifest lists',
      {
        ItemReader: {
          Resource: s3('getObject'),
          ReaderConfig: { InputType: 'MANIFEST' },
          Parameters: { Bucket: 'in', Key: 'manifest.json' },
        },
      },
      ['s3:GetObject on arn:aws:s3:::in/manifest.json', 's3:GetObject on arn:aws:s3:::in/*'],
    ],
    [
      'the list of the objects that it reads',
      { ItemReader: { Resource: s3('listObjectsV2'), Parameters: { Bucket: 'in', Prefix: 'day/' } } },
      [
        's3:ListBucket on arn:aws:s3:::in if {"StringLike":{"s3:prefix":"day/"}}',
        's3:GetObject on arn:aws:s3:::in/day/*',
      ],
    ],
    [
      'the objects that it writes',
      { ResultWriter: { Resource: s3('putObject'), Parameters: { Bucket: 'out', Prefix: 'day' } } },
      [
        's3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload on arn:aws:s3:::out/day/*',
      ],
    ],
    [
      'anything, when only the run knows',
      { ItemReader: { Resource: s3('getObject'), Parameters: { 'Bucket.$': '$.b', Key: 'a' } } },
      ['s3:GetObject on *'],
    ],
    ['nothing of S3 to shape its results', { ResultWriter: { WriterConfig: { OutputType: 'JSON' } } }, []],
  ])('%s', async (_, fields, expected) => {
    const { stateMachine } = await blueprintOf(withSteps(map(fields)));
    const ofS3 = stateMachine.role.statements.filter(({ actions }) => actions[0]?.startsWith('s3:'));
    const needs = ofS3.map(({ actions, resources, condition }) => {
      const suffix = condition ? ` if ${JSON.stringify(condition)}` : '';
      return `${actions.join(' ')} on ${resources.join(' ')}${suffix}`;
    });
    expect(needs).toEqual(expected);
  });

  it('nothing of this when it is inline', async () => {
    const inline = { ...processor, ProcessorConfig: { Mode: 'INLINE' } };
    const role = await roleFor(raw('S', { Type: 'Map', ItemProcessor: inline }));
    expect(role.grants).toEqual([]);
  });
});

describe('statements', () => {
  it('that are alike come together, with every step as the reason', async () => {
    const role = await roleFor(put('A', 'orders') + put('B', 'stock') + put('C', 'orders'));
    expect(role.grants).toEqual([
      `PutItemorders: ${table('orders')} (steps A, C)`,
      `PutItemstock: ${table('stock')} (step B)`,
    ]);
  });

  it('of one step that are alike name it once', async () => {
    const manage = (name: string): string =>
      task(name, 'states:startExecution.sync', {
        Parameters: { StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:other' },
      });
    const { stateMachine } = await blueprintOf(withSteps(manage('A') + manage('B')));
    expect(stateMachine.role.statements.map(({ sid, reason }) => `${sid} (${reason})`)).toEqual([
      'StartExecutionother (steps A, B)',
      'DescribeExecutionother (steps A, B)',
      'ManageRule (steps A, B)',
    ]);
  });

  it.each([
    [20, 20],
    [21, 1],
  ])('of a kind: %i tables make %i', async (tables, count) => {
    const steps = Array.from({ length: tables }, (_, index) => put(`S${index}`, `t${index}`));
    const { stateMachine } = await blueprintOf(withSteps(steps.join('')));
    const { statements } = stateMachine.role;
    expect(statements).toHaveLength(count);
    expect(statements.flatMap(({ resources }) => resources)).toHaveLength(tables);
  });
});

describe('more resources than the policy of a role can name', () => {
  const many = (name: (index: number) => string): string =>
    Array.from({ length: 150 }, (_, index) => put(`S${index}`, name(index))).join('');

  it('are allowed by how all their names begin', async () => {
    const { grants } = await roleFor(many((index) => `orders-of-the-year-2026-part-${index}-of-150`));
    expect(grants).toEqual([
      expect.stringMatching(
        /^PutItem: arn:aws:dynamodb:eu-west-1:123456789012:table\/orders-of-the-year-2026-part-\* \(steps S0, .*: more than the policy of a role can name\)$/,
      ),
    ]);
  });

  it('are named where their names begin in no common way: the plan says that it is too much', async () => {
    const letters = 'abcdefghij';
    const { grants } = await roleFor(
      many((index) => `${letters[index % 10] ?? ''}-orders-of-the-year-2026-part-${index}-of-150`),
    );
    expect(grants).toEqual([expect.stringContaining('a-orders-of-the-year-2026-part-0-of-150')]);
  });
});
