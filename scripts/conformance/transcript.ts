/** Replays a recorded sequence of calls against an endpoint and tells what is answered differently. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { pascal, toJson, type Answer, type Clients } from './clients.ts';
import { diff, without } from './diff.ts';
import { prepare } from './fixtures.ts';
import { normalise } from './normalise.ts';
import { recordedAt, valueAt, type Row } from './oracle.ts';

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
  readonly recorded_path?: Readonly<Record<string, { readonly at: string; readonly path: string }>>;
  /** Ids that stand for those of the answer in later steps. */
  readonly fake_ids?: Readonly<Record<string, string>>;
}

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
  for (const [index, step] of row.transcript.entries()) await replaying.perform(step, index);
  return replaying;
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

/** How long a read is repeated until it answers as recorded: recorders waited between their calls. */
const patienceMs = 30_000;

class Replaying implements Replayed {
  readonly problems: string[] = [];
  readonly missing: string[] = [];
  compared = 0;
  readonly #clients: Clients;
  readonly #row: Transcript;
  readonly #actualIds = new Map<string, string>();
  readonly #executions: string[] = [];
  /** Random ends of express executions' ARNs, and what the recordings have for them. */
  readonly #expressIds: [string, string][] = [];
  readonly #ignored: ReadonlySet<string>;

  constructor(clients: Clients, row: Transcript) {
    this.#clients = clients;
    this.#row = row;
    const date = recordedAt(row);
    const newer = since.filter(([day]) => date < Date.parse(day)).map(([, member]) => member);
    this.#ignored = new Set([...measured, ...newer]);
  }

  async perform(step: Step, index: number): Promise<void> {
    const { service, operation } = step;
    // What was recorded without a call (mostly log entries) belongs to the other runners.
    if (service === undefined || operation === undefined) return;
    if (service === 'fixture') await this.#prepare(operation, step.params ?? {});
    else if (this.#clients.knows(service)) await this.#call(service, operation, step, index);
    else this.missing.push(service);
  }

  async #prepare(name: string, params: JsonObject): Promise<void> {
    if (!(await prepare(this.#clients, name, params as Record<string, string>))) this.missing.push(name);
  }

  async #call(service: string, operation: string, step: Step, index: number): Promise<void> {
    const params = bytes(this.#withActualIds(named(step)));
    const until = Date.now() + patienceMs;
    let answer = await this.#answer(service, operation, params, step);
    this.#remember(step, answer);
    let problems = this.#compare(step, answer);
    while (problems.length > 0 && isRead(operation) && Date.now() < until && (await this.#isRunning())) {
      await sleep(50);
      answer = await this.#answer(service, operation, params, step);
      problems = this.#compare(step, answer);
    }
    if (answer.kind === 'error' && step.raised === undefined) {
      problems = [...problems, `not refused by AWS: ${answer.code}: ${answer.message}`];
    }
    this.compared += Object.keys(step.recorded ?? {}).length;
    this.problems.push(...problems.map((problem) => `#${index} ${operation} ${problem}`));
  }

  /** A list that was recorded in parts was read to its end. */
  async #answer(
    service: string,
    operation: string,
    params: unknown,
    { recorded_path }: Step,
  ): Promise<Answer> {
    const answer = await this.#clients.call(service, operation, params);
    if (!recorded_path || answer.kind === 'error' || !('nextToken' in answer.value)) return answer;
    const { nextToken, ...first } = answer.value;
    const rest = await this.#answer(
      service,
      operation,
      { ...(params as object), nextToken },
      { recorded_path },
    );
    return rest.kind === 'error' ? rest : { ...rest, value: joined(first, rest.value) };
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

  #remember({ fake_ids = {} }: Step, answer: Answer): void {
    if (answer.kind === 'error') return;
    const members = new Map<string, unknown>(Object.entries(answer.value));
    for (const [member, fake] of Object.entries(fake_ids)) {
      const actual = members.get(member);
      if (typeof actual === 'string' && actual !== fake) this.#actualIds.set(fake, actual);
    }
    const arn = members.get('executionArn');
    if (typeof arn !== 'string') return;
    if (arn.includes(':execution:')) this.#executions.push(arn);
    else this.#expressIds.push([lastPart(arn), lastPart(fake_ids.executionArn ?? '')]);
  }

  #withActualIds(value: Json): Json {
    return substituted(value, [...this.#actualIds]);
  }

  #compare({ recorded = {}, recorded_path = {}, operation = '' }: Step, answer: Answer): string[] {
    return Object.entries(recorded).flatMap(([key, expected]) => {
      const place = recorded_path[key];
      const [wanted, got] = place
        ? [valueAt(expected, place.at), partOf(answer, operation, place.path)]
        : [expected, whole(answer, operation, expected)];
      if (isClientSide(expected))
        return answer.kind === 'error' ? [] : [`${key}: accepted, AWS's clients refuse it`];
      if (wanted === undefined && got === undefined) return [];
      const named = substituted(got ?? null, this.#expressIds);
      const normalised = normalise(key, named, this.#row.transforms ?? []);
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

function isRead(operation: string): boolean {
  return /^(list|describe|get)_/.test(operation);
}

/** Botocore's own refusal of a parameter: no answer of AWS's to compare with. */
function isClientSide(expected: Json): boolean {
  return JSON.stringify(expected).includes('Parameter validation failed:');
}

function partOf(answer: Answer, operation: string, path: string): Json | undefined {
  if (path === '$exc') return answer.kind === 'error' ? errorText(answer, operation) : 'no error';
  return answer.kind === 'success' ? valueAt(toJson(answer.value), path) : errorText(answer, operation);
}

function whole(answer: Answer, operation: string, expected: Json): Json {
  const ResponseMetadata = { HTTPHeaders: {}, HTTPStatusCode: answer.status };
  if (answer.kind === 'success') return { ...(toJson(answer.value) as JsonObject), ResponseMetadata };
  const { code, message } = answer;
  if (isObject(expected) && 'exception_typename' in expected) {
    return { exception_typename: code, exception_value: errorText(answer, operation) };
  }
  return { Error: { Code: code, Message: message }, message, ResponseMetadata };
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

/** `{ __bytes_utf8__: text }` stands for bytes. */
function bytes(value: Json): unknown {
  if (Array.isArray(value)) return (value as readonly Json[]).map(bytes);
  if (!isObject(value)) return value;
  const { __bytes_utf8__: text } = value;
  if (typeof text === 'string') return Buffer.from(text);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bytes(member)]));
}
