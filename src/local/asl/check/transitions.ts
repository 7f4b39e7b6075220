import { isObject } from '../../../json.ts';
import type { JsonObject } from '../../../json.ts';
import { objects, text } from '../definition.ts';
import type { Report } from './report.ts';

interface Step {
  readonly target: string;
  readonly location: string;
}

/** Every target of a transition is a state of the same sequence, and every state is the target of one. */
export function checkTransitions(
  sequence: JsonObject,
  states: JsonObject,
  location: string,
  report: Report,
): void {
  const start = text(sequence, 'StartAt');
  const steps = Object.entries(states).flatMap(([name, state]) =>
    isObject(state) ? stepsOf(state, `${location}/States/${name}`) : [],
  );
  const all = start === undefined ? steps : [{ target: start, location: `${location}/StartAt` }, ...steps];
  for (const step of all) {
    if (!Object.hasOwn(states, step.target))
      report.transition(step.location, `Missing 'Next' target: ${step.target}`);
  }
  const targets = new Set(all.map(({ target }) => target));
  for (const name of Object.keys(states)) {
    if (!targets.has(name))
      report.transition(`${location}/States/${name}`, `State "${name}" is not reachable.`);
  }
}

function stepsOf(state: JsonObject, location: string): readonly Step[] {
  return [
    ...step(state, 'Next', location),
    ...step(state, 'Default', location),
    ...objects(state, 'Choices').flatMap((rule, i) => step(rule, 'Next', `${location}/Choices[${i}]`)),
    ...objects(state, 'Catch').flatMap((catcher, i) => step(catcher, 'Next', `${location}/Catch[${i}]`)),
  ];
}

function step(holder: JsonObject, field: string, location: string): readonly Step[] {
  const target = holder[field];
  return typeof target === 'string' ? [{ target, location: `${location}/${field}` }] : [];
}
