/**
 * What the page asks, on the endpoint's own port: AWS's requests as AWS's clients send them, but for the signature.
 *
 *     GET       /_stepline/console/homes                           { "homes": [{ "account": …, "region": … }] } of state machines
 *     any       /_stepline/console/ACCOUNT/REGION/SERVICE/…        the request as it goes to SERVICE, of the account's root
 *
 * A page has no keys: that a request comes from it is told by its Origin, which no other page can take on (loopback.ts).
 * It reads, and it does to executions what its buttons say; anything else it would be refused.
 */
import { callerOf, type Caller } from '../caller.ts';
import { dispatch, type Dispatch } from '../dispatch.ts';
import { AwsError } from '../errors.ts';
import type { Watch } from '../faults/watched-call.ts';
import type { Services } from '../services.ts';
import type { WireRequest, WireResponse } from '../wire/request.ts';

const prefix = '/_stepline/console/';
const call = /^(?<account>\d{12})\/(?<region>[a-z0-9-]+)\/(?<service>[a-z]+)(?<path>\/.*)$/;

const reads: ReadonlySet<string> = new Set([
  'states:ListStateMachines',
  'states:DescribeStateMachine',
  'states:DescribeStateMachineForExecution',
  'states:ListExecutions',
  'states:DescribeExecution',
  'states:GetExecutionHistory',
  'states:DescribeMapRun',
  'lambda:GetFunctionConfiguration',
  'logs:FilterLogEvents',
]);

const changes: ReadonlySet<string> = new Set([
  'states:StartExecution',
  'states:StartSyncExecution',
  'states:StopExecution',
  'states:RedriveExecution',
]);

export function isConsole({ path }: WireRequest): boolean {
  return path.startsWith(prefix);
}

/** Carries out what the page asks. Throws AwsError for what is no request of the page's. */
export async function serveConsole(
  { cloud, mounted }: Services,
  request: WireRequest,
  to: Omit<Dispatch, 'identify'>,
): Promise<WireResponse> {
  const rest = request.path.slice(prefix.length);
  if (request.method === 'GET' && rest === 'homes') return json({ homes: cloud.states.homes() });
  requireOrigin(request);
  const { account = '', region = '', service = '', path = '' } = call.exec(rest)?.groups ?? {};
  const target = mounted.get(service);
  if (!target) throw new AwsError('NotFound', `There is no ${request.path}`, 404);
  const identify = (): Caller => callerOf({ kind: 'root', account }, region, account);
  return target((one) =>
    dispatch(one, { ...request, path }, { ...to, identify, watch: onlyThePages(to.watch) }),
  );
}

/**
 * Browsers name the origin of everything but a GET, and one that is not the endpoint's has been refused by now: without
 * any it is no page that asks.
 */
function requireOrigin({ method, headers }: WireRequest): void {
  if (method === 'GET' || headers.origin !== undefined) return;
  throw new AwsError('AccessDeniedException', 'This address is for the page; sign your requests to /', 403);
}

/** What it reads is no call that faults should strike, or that is worth writing down. */
function onlyThePages(watch: Watch): Watch {
  return async (request, work) => {
    const name = `${request.service}:${request.operation}`;
    if (reads.has(name)) return work();
    if (changes.has(name)) return watch(request, work);
    throw new AwsError('AccessDeniedException', `The page has no business with ${name}`, 403);
  };
}

function json(answer: object): WireResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}
