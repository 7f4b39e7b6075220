/**
 * Brings an answer into the form of the recordings: JSON texts parsed, names, ids and times replaced by placeholders. The
 * rules and their order are those of the recorder (described beside the recordings).
 */
import { isObject, type Json } from '../../src/json.ts';

export type Transform =
  | { readonly type: 'regex'; readonly pattern: string; readonly replacement: string }
  | {
      readonly type: 'jsonpath';
      readonly path: string;
      readonly replacement: string;
      readonly reference?: boolean;
    }
  | {
      readonly type: 'key_value';
      readonly key: string;
      readonly replacement: string;
      readonly reference?: boolean;
    }
  | { readonly type: 'resource_name'; readonly replacement: string }
  | { readonly type: 'cause_json_input'; readonly replacement: string }
  | { readonly type: 'parallel_sort' | 'sort_variable_references' | 'map_run_arn' | 'parse_output_arrays' }
  /** Code of the recorder; those of the timeouts and of the log streams' names are known here. */
  | { readonly type: 'custom'; readonly replacement?: string };

/** Values while they are being changed. */
type Tree = null | boolean | number | string | Tree[] | Branch;
interface Branch {
  [key: string]: Tree;
}

const standard: readonly Transform[] = [
  { type: 'jsonpath', path: '$..SdkHttpMetadata..Date', replacement: 'date' },
  { type: 'jsonpath', path: '$..SdkResponseMetadata..RequestId', replacement: 'RequestId' },
  { type: 'jsonpath', path: '$..X-Amzn-Trace-Id', replacement: 'X-Amzn-Trace-Id' },
  { type: 'jsonpath', path: '$..x-amz-crc32', replacement: 'x-amz-crc32' },
  { type: 'jsonpath', path: '$..x-amzn-RequestId', replacement: 'x-amzn-RequestId' },
  { type: 'jsonpath', path: '$..x-amzn-requestid', replacement: 'x-amzn-requestid' },
  { type: 'cause_json_input', replacement: 'json-input' },
];

/** Replacements of text, made last and in the order in which they were found. */
class Substitutions {
  readonly #steps: ((text: string) => string)[] = [];
  readonly #counts = new Map<string, number>();
  readonly #seen = new Set<string>();

  /** Every occurrence of a value becomes `<name:N>`. */
  reference(value: Tree | undefined, name: string): void {
    if (typeof value !== 'string') return;
    const written = value.replaceAll('"', '\\"');
    if (this.#seen.has(written)) return;
    this.#seen.add(written);
    const number = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, number);
    this.#steps.push((text) => text.replaceAll(written, () => `<${name}:${number}>`));
  }

  pattern(pattern: string, replacement: string): void {
    const ignoresCase = pattern.startsWith('(?i)');
    const expression = new RegExp(pattern.replace('(?i)', ''), ignoresCase ? 'gi' : 'g');
    this.#steps.push((text) => text.replace(expression, () => replacement));
  }

  then(step: (text: string) => string): void {
    this.#steps.push(step);
  }

  apply(text: string): string {
    return this.#steps.reduce((result, step) => step(result), text);
  }
}

/** The answer under a key in placeholder form; what the other answers name is replaced in it as well. */
export function normalise(
  key: string,
  answers: Readonly<Record<string, Json>>,
  transforms: readonly Transform[],
): Json {
  const data = structuredClone(answers) as Branch;
  replaceEventTimestamps(data);
  parseJsonTexts(data);
  const substitutions = new Substitutions();
  for (const transform of [...standard, ...transforms]) apply(data, transform, substitutions);
  substitutions.pattern('111111111111', '111111111111');
  substitutions.pattern('us-east-1', '<region>');
  substitutions.pattern('arn:aws:', 'arn:<partition>:');
  replaceIdsAndTimes(data, substitutions);
  return JSON.parse(substitutions.apply(JSON.stringify(data[key] ?? null))) as Json;
}

function replaceEventTimestamps(data: Branch): void {
  walk(data, (parent, key, value) => {
    if (key === 'timestamp' && typeof value !== 'object' && 'previousEventId' in parent)
      parent[key] = 'timestamp';
    return false;
  });
}

/** Members that are texts of JSON objects become these objects; not inside what was parsed just now. */
function parseJsonTexts(branch: Branch): void {
  for (const [key, value] of Object.entries(branch)) {
    if (typeof value === 'string' && value.startsWith('{')) branch[key] = parsed(value);
    else for (const below of branches(value)) parseJsonTexts(below);
  }
}

function parsed(text: string): Tree {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return text;
  }
}

function branches(value: Tree): Branch[] {
  if (Array.isArray(value)) return value.filter((item): item is Branch => isObject(item));
  return isObject(value) ? [value] : [];
}

/** Visits members; a visitor that answers true keeps the walk out of the member. */
function walk(branch: Branch, visit: (parent: Branch, key: string, value: Tree) => boolean): void {
  for (const [key, value] of Object.entries(branch)) {
    if (visit(branch, key, value)) continue;
    for (const below of branches(branch[key] ?? null)) walk(below, visit);
  }
}

function apply(data: Branch, transform: Transform, substitutions: Substitutions): void {
  switch (transform.type) {
    case 'regex':
      substitutions.pattern(transform.pattern, transform.replacement);
      return;
    case 'jsonpath':
      for (const [parent, key] of find(data, transform.path)) {
        if (transform.reference) substitutions.reference(parent[key], transform.replacement);
        else parent[key] = transform.replacement;
      }
      return;
    case 'key_value':
      replaceMember(data, transform, substitutions);
      return;
    case 'resource_name':
      walk(data, (_parent, _key, value) => {
        const name = resourceName(value);
        if (name === undefined) return false;
        substitutions.reference(name, transform.replacement);
        return true;
      });
      return;
    case 'cause_json_input':
      replaceQuotedInput(data, transform.replacement, substitutions);
      return;
    case 'parallel_sort':
      sortParallels(data);
      return;
    case 'sort_variable_references':
      sortVariableReferences(data);
      return;
    case 'map_run_arn':
      replaceMapRuns(data, substitutions);
      return;
    case 'parse_output_arrays':
      walk(data, (parent, key, value) => {
        if (key === 'output' && typeof value === 'string') parent[key] = parsed(value);
        return false;
      });
      return;
    case 'custom':
      applyCustom(data, transform.replacement, substitutions);
      return;
  }
}

function applyCustom(data: Branch, replacement: string | undefined, substitutions: Substitutions): void {
  if (replacement === '<timeout_error_msg>') {
    substitutions.pattern('(?<=RequestId: )[0-9a-f-]{36}(?= Error: Task timed out)', replacement);
  }
  if (replacement === 'log-stream-name') {
    walk(data, (_parent, _key, value) => {
      if (typeof value === 'string' && logStream.test(value)) substitutions.reference(value, replacement);
      return false;
    });
  }
}

const logStream = /^\d{4}\/\d{2}\/\d{2}\/\[(\$LATEST|\d+)\][0-9a-f]{32}$/;

function replaceMember(
  data: Branch,
  { key: wanted, replacement, reference = true }: { key: string; replacement: string; reference?: boolean },
  substitutions: Substitutions,
): void {
  walk(data, (parent, key, value) => {
    if (key !== wanted || value === null || value === '') return false;
    if (reference) substitutions.reference(value, replacement);
    else parent[key] = replacement;
    return true;
  });
}

/** `$..a.b`: members as pairs of their parent and key. */
function find(data: Branch, path: string): [Branch, string][] {
  let found: { parent: Branch; key: string; value: Tree }[] = [{ parent: {}, key: '', value: data }];
  for (const [, separator, name = ''] of path.slice(1).matchAll(/(\.\.|\.)([^.]+)/g)) {
    found = found.flatMap(({ value }) =>
      separator === '..' ? descendants(value, name) : member(value, name),
    );
  }
  return found.map(({ parent, key }) => [parent, key]);
}

function member(value: Tree, name: string): { parent: Branch; key: string; value: Tree }[] {
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const parent = value;
  return [{ parent, key: name, value: parent[name] ?? null }];
}

function descendants(value: Tree, name: string): { parent: Branch; key: string; value: Tree }[] {
  if (Array.isArray(value)) return value.flatMap((item) => descendants(item, name));
  if (!isObject(value)) return [];
  const below = Object.values(value).flatMap((item) => descendants(item, name));
  return [...member(value, name), ...below];
}

/** The last part of an ARN, as the recorder names resources. */
function resourceName(value: Tree): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [arn, partition = '', service = '', , account = '', ...rest] = value.split(':');
  const resource = rest.join(':');
  if (arn !== 'arn' || resource === '' || !/^(\d{12})?$/.test(account)) return undefined;
  if (!/^(aws[A-Za-z-]*)?$/.test(partition) || !/^[\w.-]*$/.test(service)) return undefined;
  if (resource.startsWith('<') && resource.endsWith('>')) return undefined;
  if (resource.includes('/')) return resource.split('/').at(-1);
  if (resource.startsWith('layer:')) return resource.split(':')[1];
  const named = resource.replace(/^function:/, '');
  if (named !== resource) return named.includes('$') ? named.split('$')[0]?.replace(/:+$/, '') : named;
  return resource.split(':').at(-1);
}

/** `… the input '{…}' …` of a cause. */
function replaceQuotedInput(data: Branch, replacement: string, substitutions: Substitutions): void {
  walk(data, (_parent, key, value) => {
    if (key !== 'cause' || typeof value !== 'string') return false;
    const quoted = /^.*'({.*})'/.exec(value)?.[1];
    if (quoted === undefined || parsed(quoted) === quoted) return false;
    substitutions.reference(quoted, replacement);
    return true;
  });
}

const parallelEnds = new Set(
  ['Succeeded', 'Aborted', 'Exited', 'Failed'].map((end) => `ParallelState${end}`),
);

/** The recorder zeroed and sorted the events between a Parallel's start and its end, and so lost one at each end but the first. */
function sortParallels(data: Branch): void {
  for (const [parent, key] of find(data, '$..events')) sortParallel((parent[key] ?? []) as Branch[]);
}

function sortParallel(events: Branch[]): void {
  let start: number | undefined;
  let inside = false;
  let inner: Branch[] = [];
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index] ?? {};
    if (typeof event.type === 'string' && parallelEnds.has(event.type)) {
      if (start !== undefined) {
        events.splice(
          start,
          index - start,
          ...inner.sort((a, b) => (sortedText(a) < sortedText(b) ? -1 : 1)),
        );
        index = start + inner.length;
      }
      inside = false;
    } else if (event.type === 'ParallelStateStarted') {
      inside = true;
      inner = [];
      start = index + 1;
    } else if (inside) {
      Object.assign(event, { id: [0], previousEventId: 0 });
      inner.push(event);
    }
  }
}

/** JSON text with the keys in order and Python's blanks, which take part in the order. */
function sortedText(value: Tree): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${sortedText(member)}`).join(', ')}}`;
}

function sortVariableReferences(data: Branch): void {
  for (const [parent, key] of find(data, '$..variableReferences')) {
    for (const list of Object.values((parent[key] ?? {}) as Branch)) if (Array.isArray(list)) list.sort();
  }
}

function replaceMapRuns(data: Branch, substitutions: Substitutions): void {
  const arns = new Set(find(data, '$..mapRunArn').map(([parent, key]) => parent[key]));
  for (const [index, arn] of [...arns].entries()) {
    const [label, id] = typeof arn === 'string' ? (arn.split('/').at(-1)?.split(':') ?? []) : [];
    if (id === undefined || label === undefined) continue;
    substitutions.pattern(escape(id), `<MapRunArnPart1_${index}idx>`);
    if (uuid.test(label)) substitutions.pattern(escape(label), `<MapRunArnPart0_${index}idx>`);
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const uuid = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/i;
const isoTime = /[1-9]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-][01]\d:?([0-5]\d)?)/g;

function replaceIdsAndTimes(data: Branch, substitutions: Substitutions): void {
  walk(data, (_parent, key, value) => {
    if (typeof value !== 'string' || !key.toLowerCase().endsWith('id') || !uuid.test(value)) return false;
    substitutions.reference(value, 'uuid');
    return true;
  });
  substitutions.then((text) => text.replace(isoTime, (time) => (isRealDate(time) ? 'date' : time)));
  walk(data, (parent, key, value) => {
    const isTime =
      key.toLowerCase().includes('timestamp') || key === 'creationTime' || key === 'ingestionTime';
    if (!isTime || (typeof value === 'string' && startsAsDate(value))) return false;
    parent[key] = 'timestamp';
    return true;
  });
}

function startsAsDate(text: string): boolean {
  return new RegExp(`^${isoTime.source}`).test(text) && isRealDate(text);
}

function isRealDate(time: string): boolean {
  const day = time.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
