import type {
  ValidateStateMachineDefinitionInput,
  ValidateStateMachineDefinitionOutput,
} from '@aws-sdk/client-sfn';
import { checkDefinition } from '../../asl/index.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, number, oneOf, required, text } from '../constraints.ts';

const members = {
  definition: required(text(1, 1_048_576)),
  type: oneOf('STANDARD', 'EXPRESS'),
  severity: oneOf('ERROR', 'WARNING'),
  maxResults: number(0, 100),
};

/** Findings of the severity asked for and graver; errors alone make the result FAIL. */
export const validateStateMachineDefinition = operation(
  (
    _backend: StatesBackend,
    { input }: Call<Wire<ValidateStateMachineDefinitionInput>>,
  ): ValidateStateMachineDefinitionOutput => {
    checkMembers(input, members);
    const { definition = '', type = 'STANDARD', severity = 'ERROR', maxResults = 0 } = input;
    const found = checkDefinition(definition, type);
    const wanted = found.filter((finding) => severity === 'WARNING' || finding.severity === 'ERROR');
    const limit = maxResults === 0 ? 100 : maxResults;
    return {
      result: found.some((finding) => finding.severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: wanted.slice(0, limit).map((finding) => ({ ...finding })),
      truncated: wanted.length > limit,
    };
  },
);
