import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Browser } from 'playwright-core';
import { linkTo } from '../../src/page/route.ts';
import { createFunction } from '../local/lambda/support.ts';
import { asl, createMachine, ended, runMachine } from '../local/states/support.ts';
import { account } from '../local/support.ts';
import { axeFindings, describeInChromium, launchChromium } from '../report/chromium.ts';
import { openPage, startEndpoint, type Endpoint, type Scheme } from './support.ts';

const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';

describeInChromium('the page of the embedded AWS, in Chromium', () => {
  let aws: Endpoint;
  let browser: Browser;
  let activityArn: string;
  let orders: string;
  beforeAll(async () => {
    [aws, browser] = await Promise.all([startEndpoint(), launchChromium()]);
    ({ activityArn = '' } = await aws.sfn.send(new CreateActivityCommand({ name: 'approval' })));
    const handler = `exports.handler = async ({ id }) => {
      console.log('charging', id);
      throw new RangeError('no card for ' + id + ' ${hostile}');
    };`;
    await createFunction(aws, {
      FunctionName: 'charge',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      files: { 'index.js': handler },
    });
    orders = await createMachine(aws, ordersDefinition(), { name: 'orders' });
  });
  afterAll(async () => {
    await browser.close();
    await aws.close();
  });

  /** A long list first, so that what fails is far down in the graph. */
  function ordersDefinition(): string {
    const steps = Array.from({ length: 12 }, (_, index) => [
      `Step ${index}`,
      { Type: 'Pass', Next: index === 11 ? 'Approve' : `Step ${index + 1}` },
    ]);
    const functionArn = `arn:aws:lambda:us-east-1:${account}:function:charge`;
    return asl({
      ...(Object.fromEntries(steps) as Record<string, object>),
      Approve: { Type: 'Task', Resource: activityArn, Next: 'Charge' },
      Charge: { Type: 'Task', Resource: functionArn, End: true },
    });
  }

  async function start(id: string): Promise<string> {
    const input = JSON.stringify({ id, [hostile]: hostile });
    const answer = await aws.sfn.send(new StartExecutionCommand({ stateMachineArn: orders, input }));
    return answer.executionArn!;
  }

  /** The token of the next approval that is waited for, and the input. */
  async function approval(): Promise<{ taskToken: string; output: string }> {
    const { taskToken = '', input = '' } = await aws.sfn.send(new GetActivityTaskCommand({ activityArn }));
    return { taskToken, output: input };
  }

  async function approve(): Promise<void> {
    await aws.sfn.send(new SendTaskSuccessCommand(await approval()));
  }

  it('shows an execution as it runs, and the state that fails in red without scrolling or loading', async () => {
    const arn = await start('A-1');
    await using opened = await openPage(browser, aws, linkTo('execution', arn));
    const { page, complaints } = opened;
    await page.locator('.graph .running', { hasText: 'Approve: running' }).waitFor();
    await page.evaluate('globalThis.sameDocument = true');
    await approve();
    await page.locator('.graph .leaf').waitFor();
    expect(await page.locator('.graph .leaf .name').textContent()).toBe('Charge');
    const { y = -1, height = 0 } = (await page.locator('.graph .leaf .frame').boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y + height).toBeLessThan(800);
    expect(await page.evaluate('scrollY')).toBe(0);
    const stroke = await page.evaluate<string>(
      'getComputedStyle(document.querySelector(".graph .leaf .frame")).stroke',
    );
    const [red = 0, green = 0, blue = 0] = (stroke.match(/\d+/g) ?? []).map(Number);
    expect({ stroke, isRed: red > 1.5 * green && red > 1.5 * blue }).toMatchObject({ isRed: true });
    expect(await page.locator('h1').textContent()).toContain('FAILED at Charge');
    expect(await page.locator('.why').textContent()).toContain(`RangeError no card for A-1 ${hostile}`);
    await page.locator('.logs pre', { hasText: 'charging A-1' }).waitFor();
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each<Scheme>(['light', 'dark'])('has no finding of axe (%s)', async (scheme) => {
    const arn = await start('A-2');
    await approve();
    await ended(aws.sfn, arn);
    await using opened = await openPage(browser, aws, linkTo('execution', arn), scheme);
    const { page } = opened;
    await page.locator('.logs pre').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(scheme === 'light' ? 'rgb(246, 248, 250)' : 'rgb(13, 17, 23)');
    if (scheme === 'dark') return;
    await page.getByRole('tab', { name: /^Events/ }).click();
    await page.getByRole('button', { name: /^Event 1,/ }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('.crumbs a', { hasText: 'orders' }).click();
    await page.locator('.executions tbody tr').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('.brand').click();
    await page.locator('.machine').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('starts, stops and redrives an execution by the keyboard alone', async () => {
    await using opened = await openPage(browser, aws, linkTo('machine', orders));
    const { page, complaints } = opened;
    await page.getByRole('button', { name: 'Start execution' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog textarea').fill('{ "id": ');
    expect(await page.locator('.mistake').textContent()).toContain('This is no JSON');
    expect(await page.locator('dialog button[type=submit]').isDisabled()).toBe(true);
    await page.locator('dialog textarea').fill('{ "id": "A-3" }');
    await page.keyboard.press('Control+Enter');
    await page.locator('h1', { hasText: 'RUNNING' }).waitFor();
    const { taskToken, output } = await approval();
    expect(JSON.parse(output)).toEqual({ id: 'A-3' });
    await aws.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'by hand' }));
    await page.locator('.why', { hasText: 'Refused by hand' }).waitFor();
    await page.getByRole('button', { name: 'Redrive' }).press('Enter');
    await page.locator('h1', { hasText: 'RUNNING' }).waitFor();
    await page.locator('.graph .running', { hasText: 'Approve: running' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.locator('dialog input:focus').waitFor();
    await page.keyboard.type('enough');
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'ABORTED at Approve' }).waitFor();
    expect(complaints).toEqual([]);
    const made = (await aws.control.calls()).filter(({ caller }) => caller.endsWith(':root'));
    expect(made.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['StartExecution', 'RedriveExecution', 'StopExecution']),
    );
  });

  it('says what AWS refuses', async () => {
    await using opened = await openPage(browser, aws, linkTo('machine', orders));
    const { page } = opened;
    const name = (await start('A-4')).split(':').at(-1)!;
    await page.getByRole('button', { name: 'Start execution' }).click();
    await page.locator('dialog input').fill(name);
    await page.locator('dialog textarea').fill('{}');
    await page.locator('dialog button[type=submit]').click();
    expect(await page.locator('dialog [role=alert]').textContent()).toContain('ExecutionAlreadyExists');
  });

  it('shows what an express execution answers', async () => {
    const definition = asl({ Pass: { Type: 'Pass', Result: { thumb: 'ready' }, End: true } });
    const machine = await createMachine(aws, definition, { name: 'thumbnails', type: 'EXPRESS' });
    await using opened = await openPage(browser, aws, linkTo('machine', machine));
    const { page, complaints } = opened;
    await page.getByRole('button', { name: 'Start execution' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.locator('dialog .badge', { hasText: 'succeeded' }).waitFor();
    expect(await page.locator('dialog .value pre').textContent()).toContain('"thumb": "ready"');
    expect(complaints).toEqual([]);
  });

  it('shows 10,000 events, of which few are drawn', async () => {
    const each = { Type: 'Map', ItemProcessor: { StartAt: 'A', States: twoSteps() }, End: true };
    const machine = await createMachine(aws, asl({ Each: each }), { name: 'many' });
    const input = JSON.stringify(Array.from({ length: 1_666 }, (_, index) => index));
    const { described } = await runMachine(aws, machine, { input });
    await using opened = await openPage(browser, aws, linkTo('execution', described.executionArn!));
    const { page, complaints } = opened;
    await page.getByRole('tab', { name: 'Events (10002)' }).click();
    const list = page.getByRole('region', { name: 'Events' });
    expect(await list.getByRole('row').count()).toBeLessThan(60);
    await list.press('End');
    await list.getByText('ExecutionSucceeded').waitFor();
    expect(await list.getByRole('row').count()).toBeLessThan(60);
    await page.getByRole('searchbox').fill('item 1665');
    await list.getByRole('row').nth(2).waitFor();
    expect(await list.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Each: passed' }).press('Enter');
    await page.locator('.fields button').first().waitFor();
    expect(await page.locator('.fields button').count()).toBe(200);
    await page.getByRole('button', { name: 'Items after' }).click();
    await page.getByRole('button', { name: 'Item 399: passed' }).click();
    await page.locator('.inspector h2', { hasText: 'Each[399] › B' }).waitFor();
    expect(complaints).toEqual([]);
  });

  function twoSteps(): object {
    return { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } };
  }

  it('leads to what an execution has started, and back', async () => {
    const inner = { StartAt: 'Odd', States: { Odd: { Type: 'Fail', Error: 'Odd' } } };
    const definition = asl({
      Import: {
        Type: 'Map',
        ToleratedFailurePercentage: 100,
        ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
        End: true,
      },
    });
    const machine = await createMachine(aws, definition, { name: 'import' });
    const { described } = await runMachine(aws, machine, { input: '[1]' });
    await using opened = await openPage(browser, aws, linkTo('execution', described.executionArn!));
    const { page, complaints } = opened;
    const items = page.getByRole('region', { name: 'Items' });
    await items.getByText('1 failed').waitFor();
    expect(await items.innerText()).toContain('1 item');
    await page.getByRole('link', { name: /^Map run/ }).click();
    await page.getByText('1 failed').first().waitFor();
    await page.locator('.executions tbody a').click();
    await page.locator('h1', { hasText: 'FAILED at Odd' }).waitFor();
    await page.getByRole('link', { name: 'Map run' }).click();
    await page.getByRole('link', { name: described.name! }).click();
    await page.locator('h1', { hasText: 'SUCCEEDED' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('tells where nothing is there yet, or is there no more', async () => {
    const empty = await startEndpoint();
    await using opened = await openPage(browser, empty);
    const { page } = opened;
    await page.getByText('Nothing is deployed here yet').waitFor();
    await page.goto(
      `${empty.endpoint}/${linkTo('execution', `${orders.replace('stateMachine', 'execution')}:x`)}`,
    );
    await page.getByText('ExecutionDoesNotExist').waitFor();
    await empty.close();
    await page.getByText('The endpoint does not answer').waitFor();
  });
});
