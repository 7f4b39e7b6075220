/** Faults over sockets, as the SDK meets them: one attempt per call, so that what it gets is what was sent. */
import { describe, expect, it } from '@jest/globals';
import { DescribeLogGroupsCommand, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Control, type Fault } from '../../support/control.ts';
import {
  account,
  clientsOf,
  refusal,
  region,
  startAws,
  SteppedClock,
  trustOf,
  type Clients,
} from '../support.ts';

interface Endpoint extends Clients {
  readonly lambda: LambdaClient;
  readonly sfn: SFNClient;
  readonly control: Control;
}

async function startWith(...faults: Fault[]): Promise<Endpoint> {
  const clients = await startAws();
  const control = new Control(clients.endpoint);
  await control.arm(...faults);
  const options = optionsFor(clients.endpoint);
  return { ...clients, lambda: new LambdaClient(options), sfn: new SFNClient(options), control };
}

function optionsFor(endpoint: string, maxAttempts = 1) {
  return { endpoint, region, maxAttempts, credentials: { accessKeyId: account, secretAccessKey: 'x' } };
}

const calls: Readonly<Record<string, (aws: Endpoint) => Promise<unknown>>> = {
  iam: ({ iam }) => iam.send(new ListRolesCommand({})),
  sts: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  lambda: ({ lambda }) => lambda.send(new ListFunctionsCommand({})),
  states: ({ sfn }) => sfn.send(new ListStateMachinesCommand({})),
  logs: ({ logs }) => logs.send(new DescribeLogGroupsCommand({})),
  tagging: ({ tagging }) => tagging.send(new GetResourcesCommand({})),
};

describe('what a client gets', () => {
  it.each([
    ['iam', 'Throttling', 400, 'AccessDenied', 403, 'iam:ListRoles'],
    ['sts', 'Throttling', 400, 'AccessDenied', 403, 'sts:GetCallerIdentity'],
    ['lambda', 'TooManyRequestsException', 429, 'AccessDeniedException', 403, 'lambda:ListFunctions'],
    ['states', 'ThrottlingException', 400, 'AccessDeniedException', 400, 'states:ListStateMachines'],
    ['logs', 'ThrottlingException', 400, 'AccessDeniedException', 400, 'logs:DescribeLogGroups'],
    ['tagging', 'ThrottledException', 400, 'AccessDeniedException', 400, 'tag:GetResources'],
  ])(
    '%s: in its own words and statuses',
    async (service, throttled, status, denied, deniedStatus, action) => {
      const aws = await startWith(
        { effect: 'error', call: 1 },
        { effect: 'throttle', call: 2 },
        { effect: 'deny', call: 3 },
      );
      const call = calls[service]!;
      expect(await refusal(call(aws))).toMatchObject({ name: 'InternalFailure', status: 500 });
      expect(await refusal(call(aws))).toEqual({ name: throttled, message: 'Rate exceeded', status });
      expect(await refusal(call(aws))).toEqual({
        name: denied,
        message:
          `User: arn:aws:iam::${account}:root is not authorized to perform: ${action} on resource: * ` +
          `because no identity-based policy allows the ${action} action`,
        status: deniedStatus,
      });
      await call(aws);
    },
  );

  it('says which role must not be passed', async () => {
    const aws = await startWith({ effect: 'deny', operation: 'CreateFunction', action: 'iam:PassRole' });
    const create = new CreateFunctionCommand({
      FunctionName: 'f',
      Role: `arn:aws:iam::${account}:role/r`,
      Code: { ZipFile: Buffer.from('') },
    });
    expect((await refusal(aws.lambda.send(create))).message).toContain(
      `is not authorized to perform: iam:PassRole on resource: arn:aws:iam::${account}:role/r because`,
    );
  });

  it.each([
    ['before', [], undefined],
    ['after', ['group'], undefined],
  ] as const)('a connection dropped %s: no answer, and %j stands', async (when, groups, status) => {
    const aws = await startWith({ effect: 'drop', when, operation: 'CreateLogGroup' });
    const failure = await refusal(aws.logs.send(new CreateLogGroupCommand({ logGroupName: 'group' })));
    expect(failure).toMatchObject({ status: 0 });
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(groups);
    const [dropped] = await aws.control.calls();
    expect(dropped).toMatchObject({ operation: 'CreateLogGroup' });
    expect(dropped?.status).toBe(status);
  });

  it('the SDK, which tries again, does not notice a single fault', async () => {
    const aws = await startWith({ effect: 'drop', when: 'before', call: 1 }, { effect: 'error', call: 2 });
    const patient = new LambdaClient(optionsFor(aws.endpoint, 3));
    await patient.send(new ListFunctionsCommand({}));
    expect(await aws.control.calls()).toMatchObject([{}, { status: 500 }, { status: 200 }]);
  });
});

describe('which calls', () => {
  const seven = ['iam', 'lambda', 'iam', 'lambda', 'logs', 'lambda', 'iam'] as const;

  it.each<{ reason: string; scope: object; struck: number[] }>([
    { reason: 'every call', scope: {}, struck: [1, 2, 3, 4, 5, 6, 7] },
    { reason: 'the n-th of all', scope: { call: 3 }, struck: [3] },
    { reason: 'from the n-th on', scope: { from: 5 }, struck: [5, 6, 7] },
    { reason: 'all of a service', scope: { service: 'lambda' }, struck: [2, 4, 6] },
    { reason: 'the n-th of a service', scope: { service: 'lambda', call: 2 }, struck: [4] },
    { reason: 'the n-th of an operation', scope: { operation: 'ListRoles', call: 3 }, struck: [7] },
    { reason: 'an operation of another service', scope: { service: 'iam', operation: 'Invoke' }, struck: [] },
  ])('$reason', async ({ scope, struck }) => {
    const aws = await startWith({ effect: 'error', ...scope });
    for (const service of seven) await Promise.allSettled([calls[service]!(aws)]);
    const log = await aws.control.calls();
    expect(log.flatMap(({ status }, index) => (status === 500 ? [index + 1] : []))).toEqual(struck);
    const [state] = await aws.control.states();
    expect(state).toMatchObject({ ...scope, strikes: struck.length, holding: 0 });
  });

  it('counts anew when armed anew, and strikes nothing when disarmed', async () => {
    const aws = await startWith({ effect: 'error', call: 2 });
    await calls.iam!(aws);
    await aws.control.arm({ effect: 'error', call: 2 });
    await calls.iam!(aws);
    await aws.control.disarm();
    await calls.iam!(aws);
    expect(await aws.control.states()).toEqual([]);
  });
});

describe('delay', () => {
  it("adds up with other faults, on the endpoint's clock", async () => {
    const clock = new SteppedClock();
    const clients = await startAws({ clock });
    const control = new Control(clients.endpoint);
    await control.arm({ effect: 'delay', ms: 50 }, { effect: 'delay', ms: 20, call: 1 });
    await clients.iam.send(new ListRolesCommand({}));
    await clients.iam.send(new ListRolesCommand({}));
    const [first, second] = await control.calls();
    expect(first!.endedAt! - first!.startedAt).toBe(70);
    expect(second!.endedAt! - second!.startedAt).toBe(50);
  });
});

describe('hold', () => {
  const role = { RoleName: 'held', AssumeRolePolicyDocument: trustOf() };

  it.each([
    ['before', 'NoSuchEntityException'],
    ['after', undefined],
  ] as const)(
    '%s: tells that the call has arrived, and lets it go on when released',
    async (when, meanwhile) => {
      const aws = await startWith({ effect: 'hold', when, operation: 'CreateRole', call: 1 });
      const creation = aws.iam.send(new CreateRoleCommand(role));
      await aws.control.struck();
      expect(await aws.control.states()).toMatchObject([{ holding: 1 }]);
      const [found] = await Promise.allSettled([aws.iam.send(new GetRoleCommand({ RoleName: 'held' }))]);
      expect(found.status === 'rejected' ? (found.reason as Error).name : undefined).toBe(meanwhile);
      await aws.control.release();
      expect((await creation).Role?.RoleName).toBe('held');
    },
  );

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('%s: a client that dies meanwhile has made %j roles', async (when, count) => {
    const aws = await startWith({ effect: 'hold', when, operation: 'CreateRole' });
    const dying = new AbortController();
    const creation = refusal(aws.iam.send(new CreateRoleCommand(role), { abortSignal: dying.signal }));
    await aws.control.struck();
    dying.abort();
    await creation;
    const [call] = await aws.control.calls();
    expect(call).not.toHaveProperty('status');
    expect((await aws.iam.send(new ListRolesCommand({}))).Roles).toHaveLength(count);
  });

  it.each(['disarm', 'arm'] as const)('%s lets the held call go on', async (method) => {
    const aws = await startWith({ effect: 'hold', when: 'before' });
    const listing = aws.iam.send(new ListRolesCommand({}));
    await aws.control.struck();
    await aws.control[method]();
    expect((await listing).Roles).toEqual([]);
  });
});

describe('waiting for a strike', () => {
  it('ends when the fault is disarmed', async () => {
    const aws = await startWith({ effect: 'error', operation: 'CreateRole' });
    const waiting = aws.control.struck();
    // A round trip, so that the endpoint has very likely begun to wait. If not, it says 404 all the same.
    await aws.control.states();
    await Promise.all([expect(waiting).rejects.toThrow('404'), aws.control.disarm()]);
  });
});

describe('the log of calls', () => {
  it('says who called what, when, and what became of it', async () => {
    const clock = new SteppedClock(1_000);
    const { endpoint } = await startAws({ clock });
    const control = new Control(endpoint);
    const other = clientsOf(endpoint, { accessKeyId: '222222222222', secretAccessKey: 'x' }, 'eu-west-1');
    await refusal(other.iam.send(new GetRoleCommand({ RoleName: 'none' })));
    expect(await control.calls()).toEqual([
      {
        service: 'iam',
        operation: 'GetRole',
        account: '222222222222',
        region: 'eu-west-1',
        caller: 'arn:aws:iam::222222222222:root',
        startedAt: 1_000,
        endedAt: 1_000,
        status: 404,
      },
    ]);
    await control.forgetCalls();
    expect(await control.calls()).toEqual([]);
  });
});

describe('propagation', () => {
  it('can be changed while the endpoint runs, for what is made from then on', async () => {
    const clock = new SteppedClock();
    const aws = await startAws({ clock });
    const control = new Control(aws.endpoint);
    const assumable = async (name: string): Promise<boolean> => {
      await aws.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trustOf() }));
      const lambda = new LambdaClient(optionsFor(aws.endpoint));
      const create = new CreateFunctionCommand({
        FunctionName: name,
        Runtime: 'python3.13',
        Handler: 'a.b',
        Role: `arn:aws:iam::${account}:role/${name}`,
        Code: { ZipFile: emptyZip },
      });
      const [made] = await Promise.allSettled([lambda.send(create)]);
      return made.status === 'fulfilled';
    };
    expect(await assumable('at-once')).toBe(true);
    await control.propagation(60_000);
    expect(await assumable('later')).toBe(false);
    await control.propagation(0);
    expect(await assumable('again-at-once')).toBe(true);
  });
});

/** The end record of a zip file without entries. */
const emptyZip = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64');
