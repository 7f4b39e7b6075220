/** An embedded AWS for a whole file of tests, and what Chromium makes of its page. */
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import type { Browser, Page } from 'playwright-core';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';
import { lambdaOf } from '../local/lambda/support.ts';
import { createRole, statesOf, type StatesClients } from '../local/states/support.ts';
import { clientsOf, trustOf } from '../local/support.ts';
import { Control } from '../support/control.ts';

export interface Endpoint extends StatesClients {
  readonly control: Control;
  readonly close: LocalAws['close'];
}

/** With the roles `machines`, which may do all, and `functions`. */
export async function startEndpoint(): Promise<Endpoint> {
  const { endpoint, close } = await startLocalAws();
  const clients = clientsOf(endpoint);
  await createRole(clients.iam, 'machines', [{ Action: '*', Resource: '*' }]);
  const functions = { RoleName: 'functions', AssumeRolePolicyDocument: trustOf() };
  await clients.iam.send(new CreateRoleCommand(functions));
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await clients.iam.send(new AttachRolePolicyCommand({ RoleName: 'functions', PolicyArn }));
  const [lambda, sfn] = [lambdaOf(endpoint), statesOf(endpoint)];
  return { ...clients, lambda, sfn, control: new Control(endpoint), close };
}

export interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** What was said on the console, thrown, refused, or asked of anybody but the endpoint. */
  readonly complaints: readonly string[];
}

export type Scheme = 'light' | 'dark';

/** @param route behind the address of the endpoint. */
export async function openPage(
  browser: Browser,
  { endpoint }: Endpoint,
  route = '',
  colorScheme: Scheme = 'light',
): Promise<Opened> {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1_280, height: 800 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== endpoint && protocol !== 'data:') complaints.push(request.url());
  });
  await page.goto(`${endpoint}/${route}`);
  return { page, complaints, [Symbol.asyncDispose]: () => page.close() };
}
