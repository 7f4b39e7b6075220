/** Replays a recorded sequence of calls against an endpoint and tells what is answered differently. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { otherAccount } from './accounts.ts';
import { pascal, toJson, type Answer, type Clients, type Plain } from './clients.ts';
import { diff, without } from './diff.ts';
import { prepare, waitUntilSettled } from './fixtures.ts';
import { request } from './http.ts';
import { normalise } from './normalise.ts';
import { recordedAt, valueAt, type Row } from './oracle.ts';
import { withBytes } from './stand-ins.ts';

export interface Transcript extends Row {
  readonly transcript: readonly Step[];
}

export interface Step {
  readonly service?: string;
  readonly operation?: string;
  readonly params?: JsonObject;
  readonly raised?: string;
  /** By the recorder's key. */
  readonly recorded?: JsonObject;
  /** Where a part of the answer was recorded: `at` in the recording, `path` in the answer (`$exc`: the error's text). */
  readonly recorded_path?: Readonly<Record<string, Place>>;
  /** Ids that stand for those of the answer in later steps. */
  readonly fake_ids?: Readonly<Record<string, string>>;
  /** Called by the other account. */
  readonly client?: string;
  /** Recorded without being tied to a call. */
  readonly recorded_key?: string;
  readonly recorded_value?: Json;
}

/** The two recorders name the same thing differently. */
type Place =
  | { readonly at: string; readonly path: string }
  | { readonly in_recorded: string; readonly in_response: string };

export interface Replayed {
  /** Empty: everything that was recorded is answered as AWS did. */
  readonly problems: readonly string[];
  /** Services that the row calls and this endpoint does not have. */
  readonly missing: readonly string[];
  /** How many answers were compared. */
  readonly compared: number;
}

export async function replay(clients: Clients, row: Transcript): Promise<Replayed> {
  const replaying = new Replaying(clients, row);
  for (const [index, step] of linked(row.transcript).entries()) await replaying.perform(step, index);
  replaying.finish();
  return replaying;
}

/** A refusal that was recorded without a call belongs to the one before it. */
function linked(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, index) => {
    const { recorded_key: key, recorded_value: value = null } = steps[index + 1] ?? {};
    const refused = key !== undefined && isObject(value) && 'Error' in value && !step.recorded;
    return refused ? { ...step, raised: 'ClientError', recorded: { [key]: value } } : step;
  });
}

/** Members that AWS answers since; older recordings do not have them. */
const since: readonly (readonly [string, string])[] = [
  ['2023-11-15', 'redriveCount'],
  ['2023-11-15', 'redriveStatus'],
  ['2023-11-15', 'redriveStatusReason'],
  ['2024-07-25', 'encryptionConfiguration'],
];

/** Members that differ from call to call. */
const measured = new Set(['billedDurationInMilliseconds', 'SdkHttpMetadata', 'SdkResponseMetadata']);

/** Longer than provisioning takes here. */
const provisioningMs = 100;

interface Miss {
  readonly step: Step;
  readonly answer: Answer | Plain;
  /** Number and operation. */
  readonly place: string;
}

/** How long a read is repeated until it answers as recorded: recorders waited between their calls. */
const patienceMs = 30_000;

class Replaying implements Replayed {
  readonly problems: string[] = [];
  readonly missing: string[] = [];
  compared = 0;
  readonly #clients: Clients;
  readonly #row: Transcript;
  readonly #actualIds = new Map<string, string>();
  /** Members of the answers so far, each as it was answered last. */
  readonly #latest = new Map<string, string>();
  readonly #recordedNothing: boolean;
  readonly #executions: string[] = [];
  /** Random ends of express executions' ARNs, and what the recordings have for them. */
  readonly #expressIds: [string, string][] = [];
  readonly #ignored: ReadonlySet<string>;
  /** Every answer that was recorded: what one of them names stands for itself in the others. */
  readonly #answers = new Map<string, Json>();
  readonly #misses: Miss[] = [];

  constructor(clients: Clients, row: Transcript) {
    this.#clients = clients;
    this.#row = row;
    this.#recordedNothing = !row.transcript.some(({ recorded, recorded_key }) => recorded ?? recorded_key);
    const date = recordedAt(row);
    const newer = since.filter(([day]) => date < Date.parse(day)).map(([, member]) => member);
    this.#ignored = new Set([...measured, ...newer]);
  }

  async perform(step: Step, index: number): Promise<void> {
    const { service, operation } = step;
    // What was recorded without a call (mostly log entries) belongs to the other runners.
    if (service === undefined || operation === undefined) return;
    if (service === 'fixture') await this.#prepare(operation, step, index);
    else if (operation.startsWith('waiter:')) await this.#wait(service, step);
    else if (service === 'http' || this.#clients.knows(service))
      await this.#call(service, operation, step, index);
    else if (step.recorded) this.missing.push(service);
  }

  /** Recorders waited until a function had settled. */
  async #wait(service: string, { params = {}, operation }: Step): Promise<void> {
    if (operation === 'get_provisioned_concurrency_config') await sleep(provisioningMs);
    else if (service === 'lambda')
      await waitUntilSettled(this.#clients, this.#withActualIds(params) as JsonObject);
  }

  async #prepare(name: string, step: Step, index: number): Promise<void> {
    const params = this.#withActualIds(step.params ?? {}) as JsonObject;
    const answer = await prepare(this.#clients, name, params, this.#row.test_params ?? {});
    if (answer === undefined) this.missing.push(name);
    else if (answer !== 'prepared') this.#judge(step, answer, `#${index} ${name}`);
  }

  #judge(step: Step, answer: Answer | Plain, place: string): void {
    const { recorded = {}, raised } = step;
    // Where nothing was recorded, it is that AWS took the calls.
    const told = raised !== undefined || this.#recordedNothing;
    this.compared += Math.max(Object.keys(recorded).length, told ? 1 : 0);
    this.problems.push(...surprises(step, answer).map((problem) => `${place} ${problem}`));
    if (this.#compare(step, answer).length > 0) this.#misses.push({ step, answer, place });
  }

  /** What differed while it was answered is compared again, now that all is answered. */
  finish(): void {
    for (const { step, answer, place } of this.#misses) {
      this.problems.push(...this.#compare(step, answer).map((problem) => `${place} ${problem}`));
    }
  }

  async #call(service: string, operation: string, step: Step, index: number): Promise<void> {
    const params = await withBytes(this.#withActualIds(named(step)));
    if (isWait(step)) await this.#wait(service, step);
    const until = Date.now() + patienceMs;
    let answer = await this.#answer(service, operation, params, step);
    this.#remember(step, answer);
    let problems = this.#compare(step, answer);
    let running = true;
    while (problems.length > 0 && isRead(operation) && Date.now() < until && running) {
      // Read once more when all has ended.
      running = await this.#isRunning();
      await sleep(50);
      answer = await this.#answer(service, operation, params, step);
      problems = this.#compare(step, answer);
    }
    this.#judge(step, answer, `#${index} ${operation}`);
  }

  /** A list that was recorded in parts was read to its end. */
  async #answer(
    service: string,
    operation: string,
    params: unknown,
    { recorded_path, client }: Step,
  ): Promise<Answer | Plain> {
    if (service === 'http') return request(params, operation);
    const clients = client === undefined ? this.#clients : this.#clients.as(otherAccount);
    const answer = await clients.call(service, operation, params);
    if (!recorded_path || answer.kind !== 'success' || !('nextToken' in answer.value)) return answer;
    const { nextToken, ...first } = answer.value;
    const rest = await this.#answer(
      service,
      operation,
      { ...(params as object), nextToken },
      { recorded_path },
    );
    return rest.kind === 'success' ? { ...rest, value: joined(first, rest.value) } : rest;
  }

  /** Whether something may still change what a read answers. */
  async #isRunning(): Promise<boolean> {
    const states = await Promise.all(
      this.#executions.map((executionArn) =>
        this.#clients.call('stepfunctions', 'describe_execution', { executionArn }),
      ),
    );
    return states.some((answer) => JSON.stringify(answer).includes('"RUNNING"'));
  }

  #remember({ fake_ids = {} }: Step, answer: Answer | Plain): void {
    if (answer.kind !== 'success') return;
    const members = new Map<string, unknown>(Object.entries(answer.value));
    keepTexts(answer.value, this.#latest);
    for (const [member, fake] of Object.entries(fake_ids)) {
      const actual = members.get(member);
      if (typeof actual === 'string' && actual !== fake) this.#actualIds.set(fake, actual);
    }
    this.#rememberMapRuns(members.get('mapRuns'));
    const arn = members.get('executionArn');
    if (typeof arn !== 'string') return;
    if (arn.includes(':execution:')) this.#executions.push(arn);
    else this.#expressIds.push([lastPart(arn), lastPart(fake_ids.executionArn ?? '')]);
  }

  /** Later steps name map runs that a list told. */
  #rememberMapRuns(mapRuns: unknown): void {
    const [{ mapRunArn } = {}] = (mapRuns ?? []) as readonly { mapRunArn?: string }[];
    const named = this.#row.transcript.flatMap(({ params }) => params?.mapRunArn ?? []);
    for (const arn of named) if (typeof arn === 'string' && mapRunArn) this.#actualIds.set(arn, mapRunArn);
  }

  #withActualIds(value: Json): Json {
    const known = substituted(value, [...this.#actualIds]);
    if (!isObject(known)) return known;
    return Object.fromEntries(
      Object.entries(known).map(([name, member]) => [
        name,
        isMadeUp(name, member) ? (this.#latest.get(name) ?? member) : member,
      ]),
    );
  }

  #compare({ recorded = {}, recorded_path = {}, operation = '' }: Step, answer: Answer | Plain): string[] {
    return Object.entries(recorded).flatMap(([key, expected]) => {
      const place = recorded_path[key];
      const [wanted, got] = place
        ? [
            valueAt(expected, 'at' in place ? place.at : place.in_recorded),
            partOf(answer, operation, 'path' in place ? place.path : place.in_response),
          ]
        : [onceTold(expected), whole(answer, operation, expected)];
      if (expected === '<aws_internal_failure>') return [];
      if (isClientSide(expected))
        return answer.kind === 'error' ? [] : [`${key}: accepted, AWS's clients refuse it`];
      if (wanted === undefined && got === undefined) return [];
      const named = substituted(got ?? null, this.#expressIds);
      this.#answers.set(key, named);
      const transforms = [...(this.#row.transforms ?? []), { type: 'map_run_arn' } as const];
      const normalised = normalise(key, Object.fromEntries(this.#answers), transforms);
      return diff(without(wanted ?? null, measured), without(normalised, this.#ignored)).map(
        (problem) => `${key} ${problem}`,
      );
    });
  }
}

/** An execution gets the name that later steps know it by. */
function named({ operation, params = {}, fake_ids = {} }: Step): JsonObject {
  const { executionArn } = fake_ids;
  if (!operation?.startsWith('start_') || executionArn === undefined || params.name !== undefined)
    return params;
  const parts = executionArn.split(':');
  return { ...params, name: parts.at(parts.includes('express') ? -2 : -1) ?? '' };
}

function keepTexts(value: unknown, texts: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [name, member] of Object.entries(value) as [string, unknown][]) {
    if (typeof member === 'string') texts.set(name, member);
    else keepTexts(member, texts);
  }
}

/** `RevisionId-5afe0001`, `arn:…:codesigningconfig/…`: the recorder's stand-ins for what an answer said under that name. */
function isMadeUp(name: string, value: Json): boolean {
  if (typeof value !== 'string') return false;
  if (name === 'logStreamName') return value.includes(']5afe');
  if (name === 'ReceiptHandle') return value.startsWith('5afe');
  const kind = /^([A-Z]\w+)Arn$/.exec(name)?.[1]?.toLowerCase();
  return value.startsWith(`${name}-5afe`) || (kind !== undefined && value.includes(`:${kind}/`));
}

function joined(first: object, second: object): object {
  const more = new Map<string, unknown>(Object.entries(second));
  return Object.fromEntries(
    Object.entries(first).map(([name, value]: [string, unknown]) => {
      const added: unknown = more.get(name);
      return [
        name,
        Array.isArray(value) && Array.isArray(added)
          ? [...(value as unknown[]), ...(added as unknown[])]
          : value,
      ];
    }),
  );
}

/** Refused where AWS accepts, or the other way round. */
function surprises({ raised, recorded = {} }: Step, answer: Answer | Plain): readonly string[] {
  if (answer.kind === 'error' && raised === undefined)
    return [`not refused by AWS: ${answer.code}: ${answer.message}`];
  const told = Object.keys(recorded).length > 0;
  return answer.kind === 'error' || raised === undefined || told ? [] : [`accepted; AWS: ${raised}`];
}

/** Whoever asks and keeps nothing of the answer asked until something had settled. */
function isWait({ operation, recorded, raised }: Step): boolean {
  const asked = operation === 'get_function' || operation === 'get_provisioned_concurrency_config';
  return asked && !recorded && raised === undefined;
}

function isRead(operation: string): boolean {
  return /^(list|describe|get)_/.test(operation);
}

/** Botocore's own refusal of a parameter: no answer of AWS's to compare with. */
function isClientSide(expected: Json): boolean {
  return JSON.stringify(expected).includes('Parameter validation failed:');
}

function partOf(answer: Answer | Plain, operation: string, path: string): Json | undefined {
  if (path === '$exc') return answer.kind === 'error' ? errorText(answer, operation) : 'no error';
  if (answer.kind === 'error') return errorText(answer, operation);
  return valueAt(answer.kind === 'plain' ? answer.value : toJson(answer.value), path);
}

function whole(answer: Answer | Plain, operation: string, expected: Json): Json {
  const ResponseMetadata = { HTTPHeaders: {}, HTTPStatusCode: answer.status };
  if (answer.kind === 'plain') {
    const { value } = answer;
    // Of some requests the body alone was kept.
    const bodyAlone = isObject(value) && 'content' in value && isObject(expected) && !('content' in expected);
    return bodyAlone ? (value.content ?? null) : value;
  }
  if (answer.kind === 'error') return refusal(answer, operation, isObject(expected) ? expected : {});
  const value = toJson(answer.value) as JsonObject;
  // Where a recorder read pages to their end it kept nothing of the single answers.
  return isObject(expected) && 'ResponseMetadata' in expected ? { ...value, ResponseMetadata } : value;
}

/** An error in the form in which it was recorded. */
function refusal(answer: Answer & { kind: 'error' }, operation: string, expected: JsonObject): JsonObject {
  const { code, message, status, reason } = answer;
  if ('exception_typename' in expected) {
    return { exception_typename: code, exception_value: errorText(answer, operation) };
  }
  if ('Errors' in expected) {
    const Errors = message.replace(/^\d+ validation errors? detected: /, '').split('; ');
    return { Code: code, Count: Errors.length, Errors: Errors.sort() };
  }
  if ('Code' in expected) return { Code: code, Message: message };
  return {
    // The SDK's word for a message that is null.
    Error: { Code: code, Message: message === 'UnknownError' ? 'null' : message },
    ...(reason !== undefined && { Reason: reason }),
    ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: status },
  };
}

/** Without what a recorded error says twice; the newer form of dates as the older one. */
function onceTold(recorded: Json): Json {
  const expected = substituted(recorded, [['<datetime>', 'datetime']]);
  if (!isObject(expected) || !isObject(expected.Error ?? null)) return expected;
  const { message: _message, Message: _Message, Type: _Type, ...rest } = expected;
  const { Code, Message } = expected.Error as JsonObject;
  return { ...rest, Error: { Code: Code ?? null, Message: Message === null ? 'null' : (Message ?? null) } };
}

function errorText({ code, message }: Answer & { kind: 'error' }, operation: string): string {
  return `An error occurred (${code}) when calling the ${pascal(operation)} operation: ${message}`;
}

function lastPart(id: string): string {
  return id.split(':').at(-1) ?? id;
}

function substituted(value: Json, replacements: readonly (readonly [string, string])[]): Json {
  if (typeof value === 'string') {
    return replacements.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => substituted(item, replacements));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, substituted(member, replacements)]),
  );
}
