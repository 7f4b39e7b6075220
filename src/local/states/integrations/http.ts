/** `http:invoke`: calls an API, with what an EventBridge connection knows of it. */
import { TaskFailure } from '../../asl/index.ts';
import type { Json } from '../../../json.ts';
import type { Connection, ConditionContext } from '../../cloud.ts';
import { Unreachable } from './calls/call.ts';
import { authorizationOf, NotAuthorized } from './http/authorization.ts';
import { exchange, resultOf, type HttpResponse } from './http/exchange.ts';
import { readHttpParameters, type HttpParameters } from './http/parameters.ts';
import { buildRequest } from './http/request.ts';
import { requestAndAnswer, type Integration, type Task } from './integration.ts';

/** An answer has this long to come (developer guide: 60 seconds). */
const patienceMs = 60_000;

export const invokeHttp: Integration = (task) => {
  const parameters = readHttpParameters(task.call.arguments);
  return requestAndAnswer(task, () => task.backend.cloud.executionClock.busy(() => call(task, parameters)));
};

async function call(task: Task, parameters: HttpParameters): Promise<Json> {
  requireAllowed(task, 'states:InvokeHTTPEndpoint', task.stateMachineArn, 'States.Permissions', {
    'states:HTTPEndpoint': parameters.endpoint.href,
    'states:HTTPMethod': parameters.method,
  });
  const connection = connectionFor(task, parameters.connectionArn);
  const response = await withinTime(task, async (signal) => {
    const authorization = await authorizationOf(connection, signal);
    const request = buildRequest(parameters, connection, { region: task.home.region, authorization });
    const answer = await exchange(request, signal);
    task.inspect?.({ request, response: answer, secret: Object.keys(authorization) });
    return answer;
  });
  return successOf(response);
}

/** Of a failure, AWS tells the status text alone (seen on AWS: the body is not in the cause). */
function successOf(response: HttpResponse): Json {
  const { status, statusText } = response;
  if (status < 200 || status > 299) throw new TaskFailure(`States.Http.StatusCode.${status}`, statusText);
  return resultOf(response);
}

function connectionFor(task: Task, arn: string): Connection {
  const connection = task.backend.cloud.buses.connection(arn);
  if (!connection) throw connectionFailure('ResourceNotFound', `The connection ${arn} does not exist.`);
  const denied = 'Events.ConnectionResource.AccessDenied';
  requireAllowed(task, 'events:RetrieveConnectionCredentials', arn, denied);
  requireAllowed(task, 'secretsmanager:DescribeSecret', connection.secretArn, denied);
  requireAllowed(task, 'secretsmanager:GetSecretValue', connection.secretArn, denied);
  if (connection.state === 'AUTHORIZED') return connection;
  throw connectionFailure('InvalidConnectionState', `The connection ${arn} is ${connection.state}.`);
}

function connectionFailure(name: string, cause: string): TaskFailure {
  return new TaskFailure(`Events.ConnectionResource.${name}`, cause);
}

function requireAllowed(
  { backend, session }: Task,
  action: string,
  resource: string,
  error: string,
  context?: ConditionContext,
): void {
  const acting = session();
  const decision = backend.cloud.iam.authorize({
    principal: { kind: 'session', session: acting },
    action,
    resource,
    resourceAccount: acting.account,
    ...(context && { context }),
  });
  if (!decision.allowed) throw new TaskFailure(error, decision.message);
}

/** Throws TaskFailure for what takes too long, and for an API that cannot be reached. */
async function withinTime<Result>(
  { backend, signal }: Task,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const late = new AbortController();
  void backend.cloud.clock.sleep(patienceMs, over.signal).then(
    () => {
      late.abort();
    },
    () => undefined,
  );
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } catch (thrown) {
    signal.throwIfAborted();
    if (late.signal.aborted) throw new TaskFailure('States.Http.Socket', 'The HTTP request timed out');
    if (thrown instanceof NotAuthorized) throw connectionFailure('InvalidConnectionState', thrown.message);
    throw thrown instanceof Unreachable ? new TaskFailure('States.Http.Socket', thrown.message) : thrown;
  } finally {
    over.abort();
  }
}
