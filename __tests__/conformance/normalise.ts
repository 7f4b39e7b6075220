/**
 * Brings what an engine answered into the form of the oracle's recordings: volatile parts replaced by the recorder's placeholders. The rules
 * are those of the oracle's README ("Placeholders").
 */
export type Data = null | boolean | number | string | Data[] | { [key: string]: Data };
type Record_ = Record<string, Data>;

export interface Transform {
  readonly type: string;
  readonly pattern?: string;
  readonly path?: string;
  readonly key?: string;
  readonly replacement?: string;
  readonly reference?: boolean;
}

/** Applied to every Step Functions recording before the row's own transforms. */
const standard: readonly Transform[] = [
  { type: 'jsonpath', path: '$..SdkHttpMetadata..Date', replacement: 'date' },
  { type: 'jsonpath', path: '$..SdkResponseMetadata..RequestId', replacement: 'RequestId' },
  { type: 'jsonpath', path: '$..X-Amzn-Trace-Id', replacement: 'X-Amzn-Trace-Id' },
  { type: 'jsonpath', path: '$..x-amz-crc32', replacement: 'x-amz-crc32' },
  { type: 'jsonpath', path: '$..x-amzn-RequestId', replacement: 'x-amzn-RequestId' },
  { type: 'jsonpath', path: '$..x-amzn-requestid', replacement: 'x-amzn-requestid' },
  { type: 'cause_json_input', replacement: 'json-input' },
];

const uuid = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/i;
const dateTime =
  /([1-9]\d{3}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-][01]\d:?(?:[0-5]\d)?)/g;

/** Replacements over the JSON text, collected while the data is walked. */
class Replacements {
  readonly #steps: ((text: string) => string)[] = [];
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, number>();

  /** Every occurrence of a value becomes `<name:N>`, N counting the values. */
  reference(value: Data | undefined, name: string): void {
    if (typeof value !== 'string') return;
    const text = JSON.stringify(value).slice(1, -1);
    if (this.#seen.has(text)) return;
    this.#seen.add(text);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    this.step((whole) => whole.replaceAll(text, `<${name}:${count}>`));
  }

  pattern(pattern: string, replacement: string): void {
    const regex = new RegExp(pattern.replace(/\\([-"':;<=>@_`#%&, /])/g, '$1'), 'g');
    this.step((text) => text.replace(regex, () => replacement));
  }

  step(change: (text: string) => string): void {
    this.#steps.push(change);
  }

  apply(data: Data): Data {
    return JSON.parse(this.#steps.reduce((text, step) => step(text), JSON.stringify(data))) as Data;
  }
}

/** `data` is an answer as a JSON document, dates as ISO texts or seconds; the answer itself is left as it was. */
export function normalise(data: Data, transforms: readonly Transform[]): Data {
  const root: Record_ = { answer: structuredClone(data) };
  stampEvents(root);
  parseJsonTexts(root);
  const replacements = new Replacements();
  for (const transform of [...standard, ...transforms]) apply(root, transform, replacements);
  replacements.pattern('us-east-1', '<region>');
  replacements.pattern('arn:aws:', 'arn:<partition>:');
  base(root, replacements);
  return replacements.apply(root.answer as Data);
}

function isRecord(value: Data | undefined): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stampEvents(root: Record_): void {
  for (const [holder, key] of find(root, '$..timestamp')) {
    if (holder.type !== undefined && 'previousEventId' in holder) holder[key] = 'timestamp';
  }
}

/** Members that hold a JSON object as text become that object: one level, and not texts in arrays. */
function parseJsonTexts(holder: Record_): void {
  for (const [key, value] of Object.entries(holder)) {
    if (Array.isArray(value)) value.filter(isRecord).forEach(parseJsonTexts);
    else if (isRecord(value)) parseJsonTexts(value);
    else if (typeof value === 'string' && value.startsWith('{')) holder[key] = parsed(value) ?? value;
  }
}

function parsed(text: string): Data | undefined {
  try {
    return JSON.parse(text) as Data;
  } catch {
    return undefined;
  }
}

/** Visits members of objects and of objects in arrays; `visit` answers true for members that are not to be entered. */
function walk(
  holder: Record_,
  visit: (holder: Record_, key: string, value: Data) => boolean | undefined,
): void {
  for (const key of Object.keys(holder)) {
    if (visit(holder, key, holder[key] as Data)) continue;
    const value = holder[key];
    if (Array.isArray(value)) for (const item of value.filter(isRecord)) walk(item, visit);
    else if (isRecord(value)) walk(value, visit);
  }
}

/** `$` with `.name` and `..name` steps: the holders and keys it leads to. */
function find(root: Record_, path: string): (readonly [Record_, string])[] {
  let found: (readonly [Record_ | undefined, string, Data])[] = [[undefined, '', root]];
  for (const [, separator, name = ''] of path.slice(1).matchAll(/(\.\.|\.)([^.]+)/g)) {
    found = found.flatMap(([, , value]) => (separator === '..' ? anywhere(value, name) : own(value, name)));
  }
  return found.flatMap(([holder, key]) => (holder ? [[holder, key] as const] : []));
}

function own(value: Data, name: string): (readonly [Record_, string, Data])[] {
  return isRecord(value) && name in value ? [[value, name, value[name] as Data]] : [];
}

function anywhere(value: Data, name: string): (readonly [Record_, string, Data])[] {
  const inner = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
  return [...own(value, name), ...inner.flatMap((item) => anywhere(item, name))];
}

function apply(root: Record_, transform: Transform, replacements: Replacements): void {
  const { pattern = '', path = '', key = '', replacement = '', reference } = transform;
  switch (transform.type) {
    case 'regex':
      replacements.pattern(pattern, replacement);
      break;
    case 'jsonpath':
      for (const [holder, name] of find(root, path)) {
        if (reference) replacements.reference(holder[name], replacement);
        else holder[name] = replacement;
      }
      break;
    case 'key_value':
      walk(root, (holder, name, value) => {
        if (name !== key || value === null || value === '') return false;
        if (reference ?? true) replacements.reference(value, replacement);
        else holder[name] = replacement;
        return true;
      });
      break;
    case 'resource_name':
      walk(root, (_, __, value) => {
        const name = resourceName(value);
        replacements.reference(name, replacement);
        return name !== undefined;
      });
      break;
    case 'cause_json_input':
      walk(root, (_, name, value) => {
        const quoted =
          name === 'cause' && typeof value === 'string' ? /.*'(\{.*\})'/.exec(value)?.[1] : undefined;
        if (quoted === undefined || parsed(quoted) === undefined) return false;
        replacements.reference(quoted, replacement);
        return true;
      });
      break;
    case 'parallel_sort':
      for (const [holder, name] of find(root, '$..events')) sortParallel(holder[name] as Record_[]);
      break;
    case 'sort_variable_references':
      for (const [holder, name] of find(root, '$..variableReferences')) {
        for (const list of Object.values(holder[name] as Record_)) (list as string[]).sort();
      }
      break;
    case 'map_run_arn':
      mapRuns(root, replacements);
      break;
    case 'parse_output_arrays':
      walk(root, (holder, name, value) => {
        if (name === 'output' && typeof value === 'string') holder[name] = parsed(value) ?? value;
        return false;
      });
      break;
  }
}

function resourceName(value: Data): string | undefined {
  const parts =
    typeof value === 'string' ? /^arn:(aws[A-Za-z-]*)?:[\w.-]*:[^:]*:(\d{12})?:(.*)$/s.exec(value) : null;
  const resource = parts?.[3];
  if (resource === undefined || /^<.*>$/s.test(resource)) return undefined;
  if (resource.includes('/')) return resource.split('/').at(-1);
  const fn = /^function:(.*)$/s.exec(resource)?.[1];
  if (fn !== undefined) return fn.includes('$') ? fn.split('$')[0]?.replace(/:+$/, '') : fn;
  return resource.split(':').at(-1);
}

/** The recorder zeroed and sorted the events between a Parallel's start and its end, and so lost one at each end but the first. */
function sortParallel(events: Record_[]): void {
  const ends = new Set(['Succeeded', 'Aborted', 'Exited', 'Failed'].map((end) => `ParallelState${end}`));
  let [start, inside, inner]: [number | undefined, boolean, Record_[]] = [undefined, false, []];
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as Record_;
    if (ends.has(event.type as string)) {
      if (start !== undefined) events.splice(start, i - start, ...inner.toSorted(byText));
      if (start !== undefined) i = start + inner.length;
      inside = false;
    } else if (event.type === 'ParallelStateStarted') {
      [inside, inner, start] = [true, [], i + 1];
    } else if (inside) {
      Object.assign(event, { id: [0], previousEventId: 0 });
      inner.push(event);
    }
  }
}

function byText(one: Record_, other: Record_): number {
  const [a, b] = [sortedText(one), sortedText(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** JSON text with the keys in order and the recorder's blanks, which take part in the order. */
function sortedText(value: Data): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(', ')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}: ${sortedText(value[key] as Data)}`).join(', ')}}`;
}

function mapRuns(root: Record_, replacements: Replacements): void {
  const arns = new Set(find(root, '$..mapRunArn').map(([holder, key]) => holder[key]));
  [...arns].forEach((arn, i) => {
    const [first = '', second] = (typeof arn === 'string' ? (arn.split('/').at(-1) ?? '') : '').split(':');
    const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (second !== undefined) replacements.pattern(literal(second), `<MapRunArnPart1_${i}idx>`);
    if (second !== undefined && uuid.test(first))
      replacements.pattern(literal(first), `<MapRunArnPart0_${i}idx>`);
  });
}

function base(root: Record_, replacements: Replacements): void {
  walk(root, (holder, key, value) => {
    if (key !== 'ResponseMetadata' || !isRecord(value)) return false;
    holder[key] = {
      HTTPHeaders: {},
      ...(value.HTTPStatusCode ? { HTTPStatusCode: value.HTTPStatusCode } : {}),
    };
    return true;
  });
  walk(root, (_, key, value) => {
    const id = typeof value === 'string' && key.toLowerCase().endsWith('id') && uuid.test(value);
    if (id) replacements.reference(value, 'uuid');
    return id;
  });
  replacements.step((text) => text.replace(dateTime, (whole, day: string) => (isReal(day) ? 'date' : whole)));
  walk(root, (holder, key, value) => {
    const stamp =
      key.toLowerCase().includes('timestamp') || key === 'creationTime' || key === 'ingestionTime';
    if (!stamp || startsAsDate(value)) return false;
    holder[key] = 'timestamp';
    return true;
  });
}

function startsAsDate(value: Data): boolean {
  const found = typeof value === 'string' ? new RegExp(`^${dateTime.source}`).exec(value) : null;
  return found !== null && isReal(found[1] ?? '');
}

function isReal(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
