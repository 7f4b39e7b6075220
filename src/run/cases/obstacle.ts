/** What TestState cannot do of a state. */
import { isObject, type JsonObject } from '../../json.ts';

/** Why the walk cannot pass a state of the machine; undefined when it can [Step Functions API reference, TestState]. */
export function obstacleAt(machine: JsonObject, name: string, isMocked: boolean): string | undefined {
  const { States: states } = machine;
  const state = isObject(states) ? states[name] : undefined;
  if (!isObject(state)) return `there is no state ${name}`;
  if (state.Type === 'Parallel' || state.Type === 'Map') {
    return `the states inside of ${name} cannot be reached: TestState runs no ${state.Type}`;
  }
  if (readsContext(state)) return `${name} reads the context object, and TestState has no execution's`;
  const resource = typeof state.Resource === 'string' ? state.Resource : '';
  if (isMocked || !waits(resource)) return undefined;
  return `${name} waits for the end of its work, which TestState does not; mock it`;
}

/** In JSONata `$states.context`, in JSONPath `$$`. */
function readsContext(state: JsonObject): boolean {
  return /\$states\.context\b|"\$\$[.["]|[(,]\s*\$\$[.[]/.test(JSON.stringify(state));
}

function waits(resource: string): boolean {
  return /\.sync(:\d)?$|\.waitForTaskToken$|:activity:/.test(resource);
}
