/** Recorded executions (cases.jsonl) and how what an engine did is compared with them. */
import { inOtherAccount, ownAccount, withAccounts } from './accounts.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../../src/json.ts';
import { diff, without } from './diff.ts';
import { normalise, type Transform } from './normalise.ts';
import { recordedAt, type Row } from './oracle.ts';

export interface ExecutionRow extends Row {
  readonly snapshot_key: string;
  readonly transforms: readonly Transform[];
  readonly definition: Json;
  /** Where the text sent was not what Python makes of the definition. */
  readonly definition_raw?: string;
  readonly input: Json;
  readonly input_raw?: string;
  readonly state_machine: {
    readonly name: string;
    readonly type: 'STANDARD' | 'EXPRESS';
    readonly arn: string;
    readonly role_arn: string | null;
    readonly loggingConfiguration?: JsonObject;
  };
  readonly execution_arn: string;
  /** Services that it touches besides Step Functions. */
  readonly requires: readonly string[];
  readonly lambdas: readonly Readonly<Record<string, string>>[];
  readonly setup: readonly Preparation[];
  readonly interaction?: readonly Preparation[] | null;
  readonly history_params?: { readonly reverseOrder?: boolean };
  readonly concurrent?: boolean;
  readonly expected: {
    readonly status: string;
    readonly output?: Json;
    readonly output_form?: 'object' | 'text';
    readonly output_text?: string;
    readonly error?: Json;
    readonly cause?: Json;
    readonly events?: readonly Json[] | null;
  };
}

export interface Preparation {
  readonly service: string;
  readonly operation: string;
  readonly params: JsonObject;
  /** `secondary`: another account calls. */
  readonly client?: string;
}

/** What an engine did with a row. */
export interface Performed {
  readonly status: string;
  /** JSON text. */
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** As GetExecutionHistory returns them; absent where nobody keeps them. */
  readonly events?: readonly Json[];
}

/** The input's text. JSON.parse has lost the form of a bare number, but the recording shows it. */
export function inputText(row: ExecutionRow): string {
  const { input, input_raw, expected } = row;
  if (input_raw !== undefined) return input_raw;
  const recorded = typeof input === 'number' ? startedWith(expected.events?.[0]) : undefined;
  return recorded ?? inOtherAccount(sent(input), row);
}

function startedWith(event: Json | undefined): string | undefined {
  const details = isObject(event) ? event.executionStartedEventDetails : undefined;
  const input = isObject(details) ? details.input : undefined;
  return typeof input === 'string' ? input : undefined;
}

/** JSON text as the recorder sent it: with a blank behind each comma and colon. */
export function sent(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(sent).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${sent(item)}`)
    .join(', ')}}`;
}

/** The role that rows get which were recorded with one made by a template, and how the recording calls it. */
export const templateRole = `arn:aws:iam::${ownAccount}:role/machine`;
const templateRoleName: Transform = {
  type: 'regex',
  pattern: 'role/machine',
  replacement: 'role/<role-name>',
};

const perCall = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);

/** What differs from the recording, one line each. */
export function compareExecution(row: ExecutionRow, performed: Performed): readonly string[] {
  const { expected } = row;
  if (performed.status !== expected.status) {
    return [
      `$.status: ${expected.status} != ${performed.status} ${performed.error ?? ''} ${performed.cause ?? ''}`,
    ];
  }
  if (expected.events && performed.events) return compareEvents(row, expected.events, performed.events);
  return compareOutcome(row, performed);
}

function compareEvents(
  row: ExecutionRow,
  expected: readonly Json[],
  events: readonly Json[],
): readonly string[] {
  const actual = normalise('history', { history: { events } }, [
    ...withAccounts(row.transforms),
    templateRoleName,
  ]);
  const newer = new Set([...perCall, ...newerMembers(row)]);
  const wanted = without(asRecorded(row, { events: ofToday(row, expected) }), perCall);
  const got = without(asRecorded(row, actual), newer);
  const problems = diff(wanted, got);
  const reordered = problems.length > 0 && row.concurrent === true && sameButForOrder(wanted, got);
  return reordered ? [] : problems;
}

function compareOutcome(row: ExecutionRow, { status, output, error, cause }: Performed): readonly string[] {
  const { expected } = row;
  const [wanted, got]: [Json, JsonObject] =
    status === 'SUCCEEDED'
      ? [
          expected.output_form === 'text' ? (expected.output_text ?? null) : (expected.output ?? null),
          { output: output ?? null },
        ]
      : [
          { error: expected.error ?? null, cause: expected.cause ?? null },
          { error: error ?? null, cause: cause ?? null },
        ];
  const actual = normalise('outcome', { outcome: got }, withAccounts(row.transforms));
  const value = status === 'SUCCEEDED' && isObject(actual) ? (actual.output ?? null) : actual;
  return diff(without(wanted, perCall), without(value, perCall));
}

/** Members that AWS added to data of executions after a row was recorded. */
function newerMembers(row: ExecutionRow): readonly string[] {
  return recordedAt(row) < Date.parse('2023-11-15')
    ? ['RedriveCount', 'RedriveStatus', 'RedriveStatusReason']
    : [];
}

/**
 * Without what AWS's causes tell since the row was recorded (how often the SDK tried), and without random parts of names
 * that the recorder left as they were.
 */
function asRecorded(row: ExecutionRow, history: Json): Json {
  const text = JSON.stringify(history).replace(/no-such-queue-[0-9a-f]{8}/g, 'no-such-queue');
  const older = recordedAt(row) < Date.parse('2025-01-01');
  return JSON.parse(older ? text.replaceAll(' (SDK Attempt Count: 1)', '') : text) as Json;
}

/**
 * What AWS would record today. Since November 2024 the MapStateExited event of a distributed Map follows MapRunStarted; before, it
 * followed MapRunSucceeded (every recording of either time agrees).
 */
function ofToday(row: ExecutionRow, events: readonly Json[]): readonly Json[] {
  if (recordedAt(row) >= Date.parse('2024-11-01')) return events;
  const byId = new Map(events.map((event) => [isObject(event) ? event.id : undefined, event]));
  return events.map((event) => {
    const before =
      isObject(event) && event.type === 'MapStateExited' ? byId.get(event.previousEventId) : undefined;
    if (!isObject(event) || !isObject(before) || before.type !== 'MapRunSucceeded') return event;
    return { ...event, previousEventId: before.previousEventId ?? null };
  });
}

/** Branches and items that run at once may be told in any order, as long as each event follows the same kind of event. */
function sameButForOrder(expected: Json, actual: Json): boolean {
  const [one, other] = [links(expected), links(actual)];
  return one.length === other.length && one.every((link, i) => link === other[i]);
}

function links(history: Json): readonly string[] {
  const list = isObject(history) && Array.isArray(history.events) ? (history.events as readonly Json[]) : [];
  const events = list.filter(isObject);
  const types = new Map(events.map(({ id, type }) => [id, type]));
  const link = ({ id: _, previousEventId, ...event }: JsonObject): string =>
    JSON.stringify([types.get(previousEventId) ?? null, canonicalJson(event)]);
  return events.map(link).sort();
}
