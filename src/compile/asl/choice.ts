/** `choice:` → a Choice state. */
import type { JsonObject } from '../../json.ts';
import type { ChoiceStep } from '../../workflow/step.ts';

/** A condition in words is JSONata's `Condition`; a comparison is JSONPath's, which stands in the rule itself. */
export function choiceState(step: ChoiceStep): JsonObject {
  return {
    Type: 'Choice',
    Choices: step.rules.map(({ when, next, fields }) => ({
      ...(typeof when === 'string' ? { Condition: when } : when),
      ...fields,
      Next: next,
    })),
    ...(step.default !== undefined && { Default: step.default }),
  };
}
