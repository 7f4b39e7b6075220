/** Where something of the compiled definition stands in the user's files. */
import type { Position } from '../../errors.ts';
import { memo } from '../../memo.ts';
import type { Step } from '../../workflow/step.ts';
import type { Locate, Path, Workflow } from '../../workflow/workflow.ts';
import { keysOf } from './sourceKeys.ts';

/** Places by paths inside of the compiled definition; what is nowhere in the files stands where its state does. */
export function sourceOf({ definition, locate }: Workflow): Locate {
  if (definition.kind === 'asl') return definition.locate;
  const { steps } = definition;
  return (path, excerpt) => locate(deepest(placeIn(steps, path, ['steps']), locate), excerpt);
}

/** A path of the file, the rest of which may be written in several ways. */
interface Place {
  readonly base: Path;
  readonly rest: readonly (readonly (string | number)[])[];
}

function placeIn(steps: readonly Step[], [field, name, ...rest]: Path, list: Path): Place {
  const step = field === 'States' ? byName(steps).get(name) : undefined;
  return step ? placeInStep(step, rest) : { base: list, rest: [] };
}

/** Thousands of findings may look for their steps in a list of thousands. */
const byName = memo(
  (steps: readonly Step[]) => new Map<unknown, Step>(steps.map((step) => [step.name, step])),
);

function placeInStep(step: Step, path: Path): Place {
  const [field, index, ...rest] = path;
  if (step.kind === 'parallel' && field === 'Branches' && typeof index === 'number') {
    return placeIn(step.branches[index]?.steps ?? [], rest, [...step.path, 'parallel', index, 'steps']);
  }
  if (step.kind === 'map' && field === 'ItemProcessor') {
    return placeIn(step.processor.steps, path.slice(1), [...step.path, 'map', 'steps']);
  }
  return { base: step.path, rest: keysOf(step, path) };
}

/** Goes on while one of the ways that the next key may be written leads somewhere. */
function deepest({ base, rest }: Place, locate: Locate): Path {
  let path = base;
  for (const ways of rest) {
    const key = ways.find((one) => stands([...path, one], locate));
    if (key === undefined) break;
    path = [...path, key];
  }
  return path;
}

/** What does not stand is located where its parent does. */
function stands(path: Path, locate: Locate): boolean {
  return !isSame(locate(path), locate(path.slice(0, -1)));
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.column === b.column;
}
