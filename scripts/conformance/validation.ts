/** Recorded checks of definitions, as transcripts of a role, what was there before, and the one call. */
import type { JsonObject } from '../../src/json.ts';
import type { Row } from './oracle.ts';
import type { Step, Transcript } from './transcript.ts';

export interface Validation extends Row {
  readonly operation: string;
  readonly params: JsonObject;
  readonly expected: JsonObject;
}

export function asTranscript(row: Validation): Transcript {
  return { ...row, transcript: [...preparation(row), call(row)] };
}

function preparation(row: Validation): readonly Step[] {
  return [...role(row), ...takenName(row)];
}

/** The name is taken by a machine whose definition is the same but for its white space. */
function takenName({ params, expected }: Validation): readonly Step[] {
  const { definition } = params;
  if (expected.error_code !== 'StateMachineAlreadyExists' || typeof definition !== 'string') return [];
  const before = { ...params, definition: JSON.stringify(JSON.parse(definition)) };
  return [{ service: 'stepfunctions', operation: 'create_state_machine', params: before }];
}

function role({ params }: Validation): readonly Step[] {
  const { roleArn } = params;
  const roleName = typeof roleArn === 'string' ? /role\/(.+)$/.exec(roleArn)?.[1] : undefined;
  if (roleName === undefined) return [];
  return [{ service: 'fixture', operation: 'create_state_machine_iam_role', params: { RoleName: roleName } }];
}

/** What a whole answer carries besides its members. */
const success = { ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: 200 } };

function call({ operation, params, expected }: Validation): Step {
  const { raw } = expected;
  return {
    service: 'stepfunctions',
    operation,
    params,
    ...(raw !== undefined && { raised: 'ClientError' }),
    recorded: { expected: raw ?? { ...expected, ...success } },
  };
}
