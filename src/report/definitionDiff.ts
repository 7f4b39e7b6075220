/** What changes in a state machine's definition, as the lines of a diff. */
import { structuredPatch } from 'diff';
import type { Plan } from '../deploy/plan.ts';
import { namedDefinition } from '../deploy/stateMachine/definition.ts';
import type { Json } from '../json.ts';

/** Lines that begin with `+`, `-` or a blank, functions by their keys; none where the definition stays, or is new. */
export function definitionDiff({ stateMachine, functions }: Plan): string[] {
  const live = stateMachine.standing?.live;
  if (!live) return [];
  const text = (definition: Json): string =>
    `${JSON.stringify(namedDefinition(definition, functions), null, 2)}\n`;
  const patch = structuredPatch(
    'live',
    'wanted',
    text(live.definition),
    text(stateMachine.wanted.definition),
    '',
    '',
    {
      context: 2,
    },
  );
  return patch.hunks.flatMap(({ oldStart, newStart, lines }) => [
    `@@ -${oldStart} +${newStart} @@`,
    ...lines,
  ]);
}
