/**
 * The control address, on the endpoint's own port: plain JSON, unsigned.
 *
 *     PUT    /_stepline/faults          { "faults": [FAULT, …] }   arms these instead of those before (fault.ts)
 *     GET    /_stepline/faults                                     those armed, each with `seen`, `strikes`, `holding`
 *     DELETE /_stepline/faults                                     disarms all
 *     GET    /_stepline/faults/N/strike                            answers when the N-th (from zero) has struck
 *     DELETE /_stepline/faults/N/hold                              lets the calls go that the N-th holds
 *     GET    /_stepline/calls                                      the calls so far (call-log.ts)
 *     DELETE /_stepline/calls                                      forgets them
 *     GET    /_stepline/propagation                                { "ms": 0 }
 *     PUT    /_stepline/propagation     { "ms": 5000 }             for roles, and changes of roles, from now on
 *     GET    /_stepline/mocks                                      { "StateMachines": { NAME: [TEST_CASE, …] } }
 *     PUT    /_stepline/mocks           a mock configuration       of Step Functions Local's: adds its state machines (mocks.ts)
 *     DELETE /_stepline/mocks                                      forgets all
 *
 * What changes something is a PUT of JSON or a DELETE: no browser sends either across origins without asking first,
 * and the endpoint never says yes.
 */
import { AwsError } from '../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Mocks } from '../states/mocks.ts';
import { decodeJson } from '../wire/json.ts';
import type { WireRequest, WireResponse } from '../wire/request.ts';
import type { ArmedFault } from './armed-fault.ts';
import { parseFaults } from './fault.ts';
import type { Faults } from './faults.ts';

const prefix = '/_stepline/';

/** Whether a request is for the control address; AWS has no path that begins like it. */
export function isControl({ path }: WireRequest): boolean {
  return path.startsWith(prefix);
}

/** Carries out a request to the control address. Throws AwsError for what it does not have or cannot read. */
export async function control(
  controls: Controls,
  request: WireRequest,
  signal: AbortSignal,
): Promise<WireResponse> {
  const [, index, part] = /^faults\/(\d+)\/(.+)$/.exec(request.path.slice(prefix.length)) ?? [];
  const resource = part === undefined ? request.path.slice(prefix.length) : `faults/N/${part}`;
  const handler = handlers.get(`${request.method} ${resource}`);
  if (!handler) throw new AwsError('NotFound', `There is no ${request.method} ${request.path}`, 404);
  const answer = await handler({ ...controls, request, index: Number(index), signal });
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

/** What is controlled. */
export interface Controls {
  readonly faults: Faults;
  readonly mocks: Mocks;
}

interface ControlCall extends Controls {
  readonly request: WireRequest;
  readonly index: number;
  readonly signal: AbortSignal;
}

/** Each answers the state of what it is about. */
const handlers: ReadonlyMap<string, (call: ControlCall) => object | Promise<object>> = new Map([
  ['GET faults', ({ faults }: ControlCall) => stateOfAll(faults)],
  ['PUT faults', putFaults],
  ['DELETE faults', disarm],
  ['GET faults/N/strike', awaitStrike],
  ['DELETE faults/N/hold', release],
  ['GET calls', ({ faults }: ControlCall) => ({ calls: faults.log.calls })],
  ['DELETE calls', forgetCalls],
  ['GET propagation', ({ faults }: ControlCall) => ({ ms: faults.propagationMs })],
  ['PUT propagation', putPropagation],
  ['GET mocks', ({ mocks }: ControlCall) => stateOfMocks(mocks)],
  ['PUT mocks', putMocks],
  ['DELETE mocks', forgetMocks],
]);

function putFaults({ faults, request }: ControlCall): object {
  faults.arm(parseFaults(jsonBody(request).faults as Json | undefined));
  return stateOfAll(faults);
}

function disarm({ faults }: ControlCall): object {
  faults.arm([]);
  return stateOfAll(faults);
}

async function awaitStrike(call: ControlCall): Promise<object> {
  const fault = find(call);
  await fault.struck(call.signal);
  if (fault.strikes === 0) throw new AwsError('NotFound', 'The fault was disarmed before it struck', 404);
  return stateOf(fault);
}

function release(call: ControlCall): object {
  const fault = find(call);
  fault.release();
  return stateOf(fault);
}

function forgetCalls({ faults }: ControlCall): object {
  faults.log.clear();
  return { calls: faults.log.calls };
}

function putPropagation({ faults, request }: ControlCall): object {
  const { ms } = jsonBody(request);
  if (typeof ms !== 'number' || ms < 0) {
    throw new AwsError('ValidationException', 'ms is not a number of milliseconds');
  }
  faults.propagationMs = ms;
  return { ms };
}

function putMocks({ mocks, request }: ControlCall): object {
  mocks.configure(jsonBody(request) as JsonObject);
  return stateOfMocks(mocks);
}

function forgetMocks({ mocks }: ControlCall): object {
  mocks.clear();
  return stateOfMocks(mocks);
}

function stateOfMocks({ configured }: Mocks): object {
  return { StateMachines: configured };
}

function stateOfAll({ armed }: Faults): object {
  return { faults: armed.map(stateOf) };
}

function stateOf({ fault, seen, strikes, holding }: ArmedFault): object {
  return { ...fault, seen, strikes, holding };
}

function find({ faults, index }: ControlCall): ArmedFault {
  const found = faults.armed[index];
  if (!found) throw new AwsError('NotFound', 'There is no such fault', 404);
  return found;
}

function jsonBody({ headers, body }: WireRequest): Record<string, unknown> {
  if (headers['content-type']?.startsWith('application/json')) return decodeJson(body);
  throw new AwsError('UnsupportedMediaType', 'Send JSON, with content-type: application/json', 415);
}
