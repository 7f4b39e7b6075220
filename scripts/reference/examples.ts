/** The examples of the reference, each with the fields of ASL that it is compiled to. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { everyState } from '../../src/compile/asl/states.ts';
import { compileDefinition } from '../../src/compile/asl/definition.ts';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { parseResource } from '../../src/local/asl/resource.ts';
import { loadWorkflow } from '../../src/workflow/load.ts';

export interface Example {
  /** Its folder, from the repository's root on. */
  readonly folder: string;
  /** Whether only AWS has what it calls, so that its tests answer in the place of that. */
  readonly isMocked: boolean;
  /** Keys of the file: `steps[].retry[].interval`. Steps inside of steps count as any other. */
  readonly keys: ReadonlySet<string>;
  /** Fields of ASL that it is compiled to: `Retry.IntervalSeconds`, those of the machine as `machine.Comment`. */
  readonly fields: ReadonlySet<string>;
}

const folder = 'examples/reference';
const target = { account: '123456789012', region: 'us-east-1', partition: 'aws' };

/** Folders of the reference's examples, from the repository's root on. @param root the repository. */
export function referenceFolders(root: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('workflow.yaml'))
    .map((file) => join(folder, dirname(file)))
    .sort();
}

/** In the order in which they are named: what runs anywhere, is in JSONata and about the least goes first. */
export async function readExamples(root: string): Promise<readonly Example[]> {
  const examples = await Promise.all(referenceFolders(root).map((one) => readExample(root, one)));
  const cost = ({ folder: path, isMocked, fields }: Example): number =>
    (isMocked ? 2_000 : 0) + (path.endsWith('jsonpath') ? 1_000 : 0) + fields.size;
  return examples.sort((one, other) => cost(one) - cost(other));
}

async function readExample(root: string, path: string): Promise<Example> {
  const definition = compileDefinition(await loadWorkflow(join(root, path), { env: {} }), target);
  const document = parse(readFileSync(join(root, path, 'workflow.yaml'), 'utf8')) as Json;
  return {
    folder: path,
    isMocked: path.includes('mocked'),
    keys: new Set(keysIn(document, '')),
    fields: fieldsOf(definition),
  };
}

function keysIn(value: Json, path: string): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => keysIn(item, `${path}[]`));
  if (!isObject(value)) return [];
  // Comparisons inside of others are comparisons like any.
  const place = path.replace(/(?<=\.when)(\.(and|or|not)|\[\])+$/, '');
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = place === '' ? key : `${place}.${key}`;
    return [name, ...keysIn(inner, key === 'steps' ? 'steps' : name)];
  });
}

function fieldsOf(definition: JsonObject): Set<string> {
  const ofMachine = Object.keys(definition).map((key) => `machine.${key}`);
  const ofStates = everyState(definition).flatMap(({ state }) => [...kindsOf(state), ...pathsIn(state, '')]);
  return new Set(['States.NAME', ...ofMachine, ...ofStates]);
}

function pathsIn(value: Json, path: string): string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => pathsIn(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = `${path === '' ? '' : `${path}.`}${key.replace(/\.\$$/, '')}`;
    return [name, ...pathsIn(inner, path === 'Choices' && /^(And|Or|Not)$/.test(key) ? path : name)];
  });
}

/** `Type: Pass`, and of a Task what its Resource is. */
function kindsOf({ Type, Resource }: JsonObject): string[] {
  const type = `Type: ${Type as string}`;
  const resource = typeof Resource === 'string' ? parseResource(Resource) : undefined;
  if (!resource) return [type];
  if (resource.kind !== 'service') return [`${type}, Resource: ${resource.kind}`];
  const name = `${resource.service}:${resource.action}`;
  const own = ['lambda:invoke', 'states:startExecution', 'http:invoke'].includes(name);
  const pattern = resource.pattern.replace(':2', '');
  return [`${type}, Resource: ${own ? name : 'SERVICE:OPERATION'}`, `Resource: ….${pattern}`];
}
