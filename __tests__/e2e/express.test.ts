/** An express workflow from the first run to the last: what nobody lists, describes or stops is judged all the same. */
import { describe, expect, it } from '@jest/globals';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { createShop, liveOf, python, statementsOf, versionsOf } from '../support/shop.ts';

const workflow = `name: shop
type: EXPRESS
functions:
  one: { source: one.py }
steps:
  - name: Each
    map:
      items: '{% $states.input %}'
      steps:
        - name: Halve
          function: one
input: [{ of: 2 }, { of: 8 }]
`;
const halving = python('halved(event["of"])').concat(
  '\ndef halved(number):\n    print("halving", number)\n    if number % 2:\n        raise ValueError(f"{number} is odd")\n    return number / 2\n',
);

describe('an express workflow', () => {
  it('is executed, judged and promoted; fails at its leaf; is rolled back and destroyed', async () => {
    await using shop = await createShop({ 'workflow.yaml': workflow, 'one.py': halving });
    const passed = await shop.run('run');
    expect(passed).toMatchObject({ code: 0, stderr: '' });
    expect(passed.stdout).toContain('output [1,4]');
    const again = await shop.run('run');
    expect(again.stdout).toContain('no changes');

    const failed = await shop.run('run', '--input', '[{ "of": 4 }, { "of": 7 }]', '--json');
    expect(failed).toMatchObject({ code: 1 });
    expect(JSON.parse(failed.stdout)).toMatchObject({
      status: 'FAILED',
      failure: {
        path: 'Each[1] › Halve',
        error: 'ValueError',
        message: '7 is odd',
        attempts: 1,
        at: 'workflow.yaml:10:11',
        source: 'one.py:7:1',
        logLines: expect.arrayContaining(['halving 7']),
      },
    });

    await shop.project.write({ 'one.py': halving.replace('/ 2', '// 2') });
    expect(await shop.run('run')).toMatchObject({ code: 0, stderr: '' });
    expect(await liveOf(shop)).toEqual({ function: '2', machine: '2' });
    expect(await shop.run('rollback')).toMatchObject({ code: 0 });
    expect(await liveOf(shop)).toEqual({ function: '1', machine: '1' });
    expect(await shop.run('destroy', '--yes')).toMatchObject({ code: 0 });
    const groups = new DescribeLogGroupsCommand({ logGroupNamePattern: shop.name });
    expect((await shop.clients.logs.send(groups)).logGroups).toEqual([]);
  });

  it('keeps what executions of the version before may need for five minutes', async () => {
    const two = workflow
      .replace('\nsteps', '\n  two: { source: two.py }\nsteps')
      .replace('input:', '  - function: two\ninput:');
    await using shop = await createShop({
      'workflow.yaml': two,
      'one.py': halving,
      'two.py': python('event'),
    });
    expect(await shop.run('run')).toMatchObject({ code: 0 });
    await shop.project.write({ 'workflow.yaml': workflow });
    const second = await shop.run('run');
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('express executions of the version before may run for five minutes');
    expect(await statementsOf(shop)).toEqual(expect.arrayContaining(['one', 'two']));
    expect(await versionsOf(shop)).toEqual({ function: ['1'], machine: ['1', '2'] });
  });

  it('is judged without its log, which says why there are no states', async () => {
    const silent = workflow.replace('steps:', 'logging: { level: OFF }\nsteps:');
    await using shop = await createShop({ 'workflow.yaml': silent, 'one.py': halving });
    const failed = await shop.run('run', '--input', '[{ "of": 7 }]');
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stdout).toContain('the states of an express execution are in its log alone');
    expect(failed.stdout).toContain('ValueError: 7 is odd');
  });
});
