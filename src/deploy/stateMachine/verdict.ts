/** What Step Functions itself says about a definition, before anything is written. */
import {
  ValidateStateMachineDefinitionCommand,
  type ValidateStateMachineDefinitionDiagnostic,
} from '@aws-sdk/client-sfn';
import { abortable } from '../../aws/connection.ts';
import type { Blueprint } from '../../compile/blueprint.ts';
import type { Finding } from '../../compile/checks/finding.ts';
import { pathAt } from '../../compile/checks/location.ts';
import { resolveReferences } from '../../compile/references.ts';
import type { Json } from '../../json.ts';
import type { Workbench } from '../workbench.ts';

/** Diagnostics in one answer at most [API reference, ValidateStateMachineDefinition]. */
const maxResults = 100;

/** ValidateStateMachineDefinition's findings; none where it has nothing to say. Reads, and writes nothing. */
export async function askVerdict({ aws, signal }: Workbench, blueprint: Blueprint): Promise<Finding[]> {
  const { definition, type } = blueprint.stateMachine;
  const arns = new Map(blueprint.functions.map(({ key, arn }) => [key, arn]));
  const asked = resolveReferences(definition, (key) => arns.get(key) ?? '');
  const command = new ValidateStateMachineDefinitionCommand({
    definition: JSON.stringify(asked),
    type,
    severity: 'WARNING',
    maxResults,
  });
  const { diagnostics = [] } = await aws.sfn.send(command, abortable(signal));
  return diagnostics.map((one) => findingOf(one, definition));
}

function findingOf(
  { message = '', location, severity }: ValidateStateMachineDefinitionDiagnostic,
  definition: Json,
): Finding {
  const what = `Step Functions says: ${message.trim()}`;
  return {
    path: pathAt(definition, location ?? ''),
    what: location ? `${what} (at ${location})` : what,
    severity: severity === 'WARNING' ? 'warning' : 'error',
  };
}
