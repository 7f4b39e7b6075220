/** Recorded TestState calls (teststate.jsonl), made over the wire. */
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { Clients, toJson, type Answer } from './clients.ts';
import { diff, without } from './diff.ts';
import { createRole, prepare } from './fixtures.ts';
import { normalise } from './normalise.ts';
import type { Row } from './oracle.ts';

export interface TestStateRow extends Row {
  readonly params: JsonObject;
  readonly expected:
    | { readonly raised: false; readonly response: JsonObject }
    | { readonly raised: true; readonly error_code: string | null; readonly message: string | null };
}

const perCall = new Set(['SdkHttpMetadata', 'SdkResponseMetadata', 'ResponseMetadata']);

/** What is answered differently, one line each. */
export async function judgeTestState(clients: Clients, row: TestStateRow): Promise<readonly string[]> {
  await prepareRow(clients, row);
  return compare(row, await clients.call('stepfunctions', 'test_state', row.params));
}

/** The role that is named, and the echoing function that some of the tested tasks call. */
async function prepareRow(clients: Clients, { params }: TestStateRow): Promise<void> {
  const { roleArn, input, mock } = params;
  if (typeof roleArn === 'string')
    await createRole(clients, roleArn.split('/').at(-1) ?? '', 'states.amazonaws.com');
  const name = typeof input === 'string' ? /lambda_func_\w+/.exec(input)?.[0] : undefined;
  if (name === undefined || mock !== undefined || roleArn === undefined) return;
  await prepare(clients, 'create_lambda_function', {
    func_name: name,
    runtime: 'python3.12',
    behaviour_id: 'echo-input',
  });
}

function compare({ expected, transforms = [] }: TestStateRow, answer: Answer): readonly string[] {
  if (expected.raised) {
    if (answer.kind !== 'error') return [`accepted; AWS: ${expected.message ?? 'its clients refuse it'}`];
    const told: Json = { code: answer.code, message: answer.message };
    return expected.message === null
      ? []
      : diff({ code: expected.error_code, message: expected.message }, told);
  }
  if (answer.kind === 'error') return [`${answer.code}: ${answer.message}`];
  const got = normalise('answer', { answer: toJson(answer.value) }, transforms);
  return diff(without(expected.response, perCall), isObject(got) ? without(got, perCall) : got);
}
