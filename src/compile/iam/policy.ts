/** Statements as the policy document that IAM takes. */
import type { JsonObject } from '../../json.ts';
import type { Statement } from '../blueprint.ts';

export function policyDocument(statements: readonly Statement[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements.map(statementDocument) };
}

export function statementDocument({ sid, actions, resources, condition }: Statement): JsonObject {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(condition && { Condition: condition }),
  };
}
