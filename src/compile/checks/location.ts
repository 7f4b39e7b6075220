import { isObject, type Json } from '../../json.ts';
import type { Path } from '../../workflow/workflow.ts';

/**
 * The path that a location of Step Functions means, as far as the definition has it: `/States/Big enough?/Choices[0]/Next`.
 * Names of states may hold slashes and brackets, so the keys that there are decide.
 */
export function pathAt(definition: Json, location: string): Path {
  const path: (string | number)[] = [];
  let [value, rest] = [definition, location];
  for (;;) {
    const next = Array.isArray(value) ? indexIn(rest) : keyIn(value, rest);
    if (!next) return path;
    path.push(next.step);
    rest = rest.slice(next.length);
    value = (value as Readonly<Record<string | number, Json>>)[next.step] ?? null;
  }
}

interface Next {
  readonly step: string | number;
  /** Characters of the location that say so. */
  readonly length: number;
}

/** `[0]`, or `/0` */
function indexIn(rest: string): Next | undefined {
  const [whole, inBrackets, behindSlash] = /^(?:\[(\d+)\]|\/(\d+)(?![^/[]))/.exec(rest) ?? [];
  return whole === undefined ? undefined : { step: Number(inBrackets ?? behindSlash), length: whole.length };
}

/** The longest key that comes next. */
function keyIn(value: Json, rest: string): Next | undefined {
  if (!isObject(value)) return undefined;
  const fitting = Object.keys(value).filter((key) => /^($|[/[])/.test(afterKey(rest, key) ?? '-'));
  const [step] = fitting.sort((a, b) => b.length - a.length);
  return step === undefined ? undefined : { step, length: step.length + 1 };
}

function afterKey(rest: string, key: string): string | undefined {
  return rest.startsWith(`/${key}`) ? rest.slice(key.length + 1) : undefined;
}
