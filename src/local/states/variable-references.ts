/** Which workflow variables each state reads, as DescribeStateMachine lists them. */
import { isObject, type Json, type JsonObject } from '../../json.ts';

/** State names to variable names, both nested and outer states by their own name; states that read none are left out. */
export function variableReferences(definition: string): Readonly<Record<string, string[]>> {
  const references = new Map<string, string[]>();
  collectStates(JSON.parse(definition) as Json, references);
  return Object.fromEntries(references);
}

function collectStates(sequence: Json | undefined, references: Map<string, string[]>): void {
  if (!isObject(sequence) || !isObject(sequence.States)) return;
  for (const [name, state] of Object.entries(sequence.States)) {
    if (!isObject(state)) continue;
    const { ItemProcessor, Iterator, Branches, ...own } = state;
    const variables = [...new Set(readIn(own))].sort();
    if (variables.length > 0) references.set(name, variables);
    const branches: readonly Json[] = Array.isArray(Branches) ? (Branches as readonly Json[]) : [];
    for (const below of [ItemProcessor, Iterator, ...branches]) collectStates(below, references);
  }
}

function readIn(fields: JsonObject): readonly string[] {
  return Object.entries(fields).flatMap(([field, value]) => readInField(field, value));
}

function readInField(field: string, value: Json): readonly string[] {
  if (typeof value === 'string') return readInText(field, value);
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => readInField(field, item));
  return isObject(value) ? readIn(value) : [];
}

/** JSONata stands in `{% %}`; JSONPath in the fields that take paths and in members whose name ends in `.$`. */
function readInText(field: string, text: string): readonly string[] {
  const jsonata = /^\{%(.*)%\}$/s.exec(text)?.[1];
  if (jsonata !== undefined) return readInJsonata(jsonata);
  return field === 'Variable' || /(\.\$|Path)$/.test(field) ? namesIn(text) : [];
}

/** Neither functions nor what the expression itself binds. */
function readInJsonata(expression: string): readonly string[] {
  const bare = expression.replace(/\/\*.*?\*\//gs, '');
  const bound = new Set([...withoutTexts(bare).matchAll(/\$(\w+)\s*:=/g)].map(([, name]) => name));
  for (const [, parameters = ''] of bare.matchAll(/(?:function|λ)\s*\(([^)]*)\)/g)) {
    for (const name of namesIn(parameters)) bound.add(name);
  }
  return namesIn(bare).filter((name) => name !== 'states' && !bound.has(name));
}

/** `$name`, but not `$.member`, `$$.Context` or `$call(`. */
function namesIn(text: string): readonly string[] {
  return [...withoutTexts(text).matchAll(/(?<!\$)\$([A-Za-z_]\w*)\b(?!\s*\()/g)].map(([, name = '']) => name);
}

function withoutTexts(text: string): string {
  return text.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g, "''");
}
