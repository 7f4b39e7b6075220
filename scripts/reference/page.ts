/** docs/workflow.md: every field of ASL, how it is written, and an example that is known to have it. */
import { stateTypes, allowedFields } from '../../src/local/asl/check/fields.ts';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { aslName } from '../../src/workflow/steps/aslNames.ts';
import { workflowJsonSchema } from '../../src/workflow/schema/jsonSchema.ts';
import type { Example } from './examples.ts';
import { groups, type Group, type Row } from './fields.ts';

const schema = workflowJsonSchema() as unknown as JsonObject;
const definitions = schema.definitions as Readonly<Record<string, JsonObject>>;
const step = definitions.step ?? {};

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string;

/** Throws where a field of ASL or a key of the schema has no row, or a row no example. */
export function referencePage(examples: readonly Example[], table: Table): string {
  const all = [...groups, comparisonGroup()];
  requireAllFields(all);
  requireAllKeys(all);
  return [
    '# workflow.yaml and the Amazon States Language',
    'Generated from the schema by `npm run docs`. Each example is checked, compiled and run on the embedded AWS by the tests; ' +
      'those marked with ¹ call what only AWS has, and their own `tests:` answer in its place. The example of a row has the ' +
      'key, and its definition has the field.',
    'Keys beside these, of functions and of the file, and each key with an example: [the JSON Schema](workflow.schema.json).',
    ...all.flatMap((group) => [`## ${group.title}`, table(head, rowsOf(group, examples))]),
  ].join('\n\n');
}

const head = ['ASL', 'here', 'what', 'example'];

function rowsOf({ inside, of, rows }: Group, examples: readonly Example[]): string[][] {
  return rows.map(([field, key, how]) => {
    const path = pathOf(inside, key);
    return [
      `\`${field}\`${statesWith(field, of)}`,
      `\`${key}\`${how === undefined ? '' : `: ${how}`}`,
      field.startsWith('Type:') ? kindDescription(key) : descriptionOf(path),
      linkTo(`${of}${field}`, path, examples),
    ];
  });
}

function pathOf(inside: string, key: string): string {
  return inside === '' ? key : `${inside}.${key}`;
}

function kindDescription(kind: string): string {
  const form = formsOf(step).find(({ required }) => (required as readonly string[]).includes(kind));
  return form?.description as string;
}

/** The types of state that have the field, unless all have or it stands inside of another. */
function statesWith(field: string, of: string): string {
  if (of !== '' || /[:.]/.test(field)) return '';
  const types = stateTypes.filter((type) => fieldsOfType(type).has(field));
  return types.length === stateTypes.length ? '' : ` of ${types.join(', ')}`;
}

function fieldsOfType(type: (typeof stateTypes)[number]): Set<string> {
  return new Set([...allowedFields(type, 'JSONata'), ...allowedFields(type, 'JSONPath')]);
}

/** To the first example that has the key and is compiled to the field. What is in Arguments is in Parameters in JSONPath. */
function linkTo(field: string, key: string, examples: readonly Example[]): string {
  const names = [field, field.replace(/^Arguments\./, 'Parameters.')];
  const found = examples.find(({ keys, fields }) => keys.has(key) && names.some((name) => fields.has(name)));
  if (!found) throw new Error(`examples/reference has no example of ${field} by ${key}`);
  const name = found.folder.replace(/^examples\/reference\/(mocked\/)?/, '');
  return `[${name}](../${found.folder}/workflow.yaml)${found.isMocked ? '¹' : ''}`;
}

/** The description of the key at a path such as `steps[].retry[].interval`, of the first kind of step that has it. */
function descriptionOf(path: string): string {
  const nodes = path.split('.').reduce<JsonObject[]>(
    (parents, part) => {
      const [name = '', ...items] = part.split('[]');
      const found = parents.flatMap(formsOf).flatMap((form) => propertyOf(form, name));
      return items.reduce((lists) => lists.flatMap(formsOf).flatMap(itemOf), found);
    },
    [schema],
  );
  const description = nodes.map((node) => node.description).find((text) => text !== undefined);
  if (typeof description !== 'string') throw new Error(`the schema has no ${path}`);
  return description;
}

function formsOf(node: JsonObject): JsonObject[] {
  if (typeof node.$ref === 'string') return formsOf(definitions[node.$ref.split('/').at(-1) ?? ''] ?? {});
  const parts = [...listOf(node.anyOf), ...listOf(node.allOf)];
  return parts.length === 0 ? [node] : parts.flatMap(formsOf);
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

function propertyOf({ properties }: JsonObject, name: string): JsonObject[] {
  const found = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(found) ? [found] : [];
}

function itemOf({ items }: JsonObject): JsonObject[] {
  return isObject(items) ? [items] : [];
}

/** The comparisons of JSONPath, whose keys are ASL's own names. */
function comparisonGroup(): Group {
  const inside = 'steps[].choice[].when';
  const rows = comparisonKeys().map((key): Row => [`Choices.${aslName(key)}`, key]);
  return { title: 'Comparisons of a Choice in JSONPath', inside, of: '', rows };
}

function comparisonKeys(): string[] {
  const comparison = Object.values(definitions).find((one) => propertyOf(one, 'variable').length > 0);
  return isObject(comparison?.properties) ? Object.keys(comparison.properties) : [];
}

function requireAllFields(all: readonly Group[]): void {
  const rows = new Set(all.flatMap((group) => group.rows.map(([field]) => `${group.of}${field}`)));
  const fields = stateTypes.flatMap((type) => [...fieldsOfType(type)]);
  // These two are a kind of state.
  const missing = fields.filter((field) => !rows.has(field) && field !== 'Type' && field !== 'Resource');
  if (missing.length > 0) throw new Error(`no row of the reference has ${[...new Set(missing)].join(', ')}`);
}

function requireAllKeys(all: readonly Group[]): void {
  const known = new Set(all.flatMap(({ inside, rows }) => rows.map(([, key]) => pathOf(inside, key))));
  const missing = keysIn(step, 'steps[]').filter((path) => !known.has(path));
  if (missing.length > 0) throw new Error(`no row of the reference has ${[...new Set(missing)].join(', ')}`);
}

/** Paths of all keys of a step, but for those of the steps inside of it and of raw states. */
function keysIn(node: JsonObject, path: string): string[] {
  if (node.$ref === '#/definitions/step' || path.endsWith('.state')) return [];
  const inner = [...listOf(node.anyOf), ...listOf(node.allOf)].flatMap((form) => keysIn(form, path));
  const items = isObject(node.items) ? keysIn(node.items, `${path}[]`) : [];
  const properties = isObject(node.properties) ? Object.entries(node.properties) : [];
  const keys = properties.flatMap(([key, value]) => [
    `${path}.${key}`,
    ...(isObject(value) ? keysIn(value, `${path}.${key}`) : []),
  ]);
  return [...inner, ...items, ...keys];
}
