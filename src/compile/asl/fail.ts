/** `fail:` → a Fail state. */
import type { JsonObject } from '../../json.ts';
import type { FailStep, StepCommon } from '../../workflow/workflow.ts';

/** In JSONPath a text that starts with `$` or is an intrinsic function goes to ErrorPath or CausePath. */
export function failState({ error, cause, queryLanguage }: StepCommon & FailStep): JsonObject {
  const field = (name: string, value: string | undefined): JsonObject => {
    if (value === undefined) return {};
    const isPath = queryLanguage === 'JSONPath' && /^(\$|States\.\w+\()/.test(value);
    return { [isPath ? `${name}Path` : name]: value };
  };
  return { Type: 'Fail', ...field('Error', error), ...field('Cause', cause) };
}
