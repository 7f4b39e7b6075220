import type { JsonObject } from '../../src/json.ts';
import { importDefinition, type Import } from '../../src/import/import.ts';

/** A machine of these states, which starts at the first of them. */
export function machine(states: JsonObject, more: JsonObject = {}): JsonObject {
  return { StartAt: Object.keys(states)[0] ?? '', States: states, ...more };
}

export function imported(definition: JsonObject, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Promise<Import> {
  return importDefinition({ name: 'w', type, definition });
}

/** What stands for one state of a JSONata machine: the lines of its step behind the name. */
export async function stepFor(state: JsonObject, more: JsonObject = {}): Promise<string> {
  const others = { Other: { Type: 'Succeed' } };
  const { text } = await imported(machine({ S: state, ...others }, { QueryLanguage: 'JSONata', ...more }));
  const [, step = ''] = /- name: S\n([\s\S]*?)\n\n {2}- name: Other/.exec(text) ?? [];
  return step.replace(/^ {4}/gm, '');
}
