/** Variables that are read, and that no state assigns. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { memo } from '../../memo.ts';
import { didYouMean } from '../../workflow/nearest.ts';
import { mostFindings, mostInText, type Finding } from './finding.ts';
import { parsedIn, type Parsed } from './jsonata.ts';
import type { CheckedState, Machine, StateList } from './machine.ts';
import { pathsIn, type Evaluated } from './texts.ts';

/** A warning alone: whether a state comes before another is a matter of the run, and an expression may ask whether a variable exists. */
export function unknownVariables({ lists }: Machine): Finding[] {
  return lists.flatMap((list) => {
    const known = visibleIn(list);
    const unknown = list.states.flatMap(readsOf).filter(({ name }) => !known.has(name));
    return unknown.slice(0, mostFindings).map((read) => findingOf(read, known));
  });
}

interface Read extends Evaluated {
  readonly name: string;
  readonly offset: number;
}

/** Variables that a hint names all. */
const fewVariables = 20;

function findingOf({ name, path, text, offset }: Read, known: ReadonlySet<string>): Finding {
  const all = known.size > 0 && known.size <= fewVariables ? `There are ${[...known].join(', ')}` : undefined;
  const hint = didYouMean(name, known, all);
  return {
    path,
    excerpt: { text, offset },
    what: `no state assigns a variable "${name}" that can be seen here`,
    ...(hint !== undefined && { hint }),
    severity: 'warning',
  };
}

/** The variables that the states of a list, and of those around it, assign. */
const visibleIn: (list: StateList) => ReadonlySet<string> = memo(({ states, outer }) => {
  const own = states.flatMap(({ fields }) => assignedBy(fields));
  return new Set([...own, ...(outer ? visibleIn(outer) : [])]);
});

/** By the state itself, by its rules and by its catchers. */
function assignedBy({ Assign, Choices, Catch }: JsonObject): string[] {
  const others = [Choices, Catch].flatMap((list) =>
    Array.isArray(list)
      ? (list as readonly Json[]).flatMap((one) => (isObject(one) ? [one.Assign] : []))
      : [],
  );
  return [Assign, ...others].flatMap((assign) =>
    isObject(assign) ? Object.keys(assign).map((name) => name.replace(/\.\$$/, '')) : [],
  );
}

function readsOf(state: CheckedState): Read[] {
  return [...pathsIn(state).flatMap(readByPath), ...parsedIn(state).flatMap(readByExpression)];
}

/** `$total.net`, also within a call of an intrinsic function; not within its texts. */
function readByPath({ path, text }: Evaluated): Read[] {
  const plain = text.replace(/'(?:[^'\\]|\\[^])*'/g, (quoted) => ' '.repeat(quoted.length));
  const found = plain.matchAll(/(?<![\w$@.])\$([\p{ID_Start}_][\p{ID_Continue}]*)/gu);
  return [...found]
    .slice(0, mostInText)
    .map(({ 1: name = '', index }) => ({ path, text, name, offset: index }));
}

/** Names of the language itself, of AWS, and those that the expression binds anywhere stand for other things. */
function readByExpression({ path, text, tree }: Parsed): Read[] {
  if (!tree || text.includes('$exists')) return [];
  const names = new Names();
  names.visit(tree);
  const read = [...names.read].flatMap(([name, offset]) =>
    names.bound.has(name) || isGiven(name) ? [] : [{ path, text, name, offset: offset - name.length - 1 }],
  );
  return read.slice(0, mostInText);
}

/** A syntax tree of JSONata [jsonata 2.2, `ast()`]. */
class Names {
  /** With the end of where each is read first. */
  readonly read = new Map<string, number>();
  readonly bound = new Set<string>();

  visit(node: unknown): void {
    if (Array.isArray(node)) {
      for (const item of node) this.visit(item);
      return;
    }
    if (!isObject(node)) return;
    const { type, value, position, focus, index, lhs, arguments: parameters } = node;
    if (type === 'variable' && typeof value === 'string' && !this.read.has(value)) {
      this.read.set(value, Number(position));
    }
    const binds = type === 'bind' ? [lhs] : type === 'lambda' && Array.isArray(parameters) ? parameters : [];
    for (const bound of [focus, index, ...(binds as readonly Json[]).map(nameOf)]) this.#bind(bound);
    for (const member of Object.values(node)) this.visit(member);
  }

  #bind(name: Json | undefined): void {
    if (typeof name === 'string') this.bound.add(name);
  }
}

function nameOf(node: Json): Json | undefined {
  return isObject(node) ? node.value : undefined;
}

/** `$`, `$$`, `$states` and functions: of JSONata [docs.jsonata.org], and those that AWS adds [developer guide, "JSONata functions"]. */
const given = new Set(
  [
    '$ states partition range hash random uuid parse',
    'string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace eval',
    'base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl',
    'number abs floor ceil round power sqrt formatNumber formatBase formatInteger parseInteger sum max min average',
    'boolean not exists count append sort reverse shuffle distinct zip keys lookup spread merge sift each error assert type',
    'now millis fromMillis toMillis map filter single reduce clone',
  ].flatMap((line) => line.split(' ')),
);

function isGiven(name: string): boolean {
  return name === '' || given.has(name);
}
