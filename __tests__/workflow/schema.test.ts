import { describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { workflowJsonSchema } from '../../src/workflow/schema/jsonSchema.ts';
import { stepKinds } from '../../src/workflow/schema/steps.ts';
import { root } from '../support/spawn.ts';

const schema = workflowJsonSchema() as unknown as JsonObject;
const stepSchema = (schema.definitions as JsonObject).step as JsonObject;

// `required` without the property beside it is how two ways to say something are told apart.
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: false });
const validate = ajv.compile(schema);

function faults(check: ValidateFunction, value: unknown): unknown[] {
  check(value);
  return check.errors ?? [];
}

/** Every schema of an object's property, with its path. */
function propertiesOf(value: Json, path = ''): [string, JsonObject][] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => propertiesOf(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'examples') return [];
    if (key !== 'properties' || !isObject(item)) return propertiesOf(item, path);
    return Object.entries(item).flatMap(([name, inner]): [string, JsonObject][] => [
      [`${path}/${name}`, inner as JsonObject],
      ...propertiesOf(inner, `${path}/${name}`),
    ]);
  });
}

const properties = propertiesOf(schema);

const workflows = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('workflow.yaml'))
  .map((file) => join('examples', file));

describe('the JSON Schema', () => {
  it('is draft 7 and closed', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      required: ['name'],
      additionalProperties: false,
    });
  });

  it('has each kind of step by its own key', () => {
    const kinds = (stepSchema.anyOf as JsonObject[]).map((kind) => (kind.required as Json[])[0]);
    expect(kinds).toEqual(Object.keys(stepKinds));
  });

  it('has the same steps in the lists inside of steps', () => {
    const lists = properties.filter(([path]) => path.endsWith('/steps'));
    expect(lists).toHaveLength(3);
    for (const [, list] of lists) expect(JSON.stringify(list.items)).toContain('"$ref":"#/definitions/step"');
  });

  it('describes every key', () => {
    expect(properties.length).toBeGreaterThan(200);
    expect(properties.filter(([, inner]) => inner.description === undefined).map(([path]) => path)).toEqual(
      [],
    );
  });

  it('gives an example of every key, which fits', () => {
    const unlike = properties.filter(([, { examples = [], ...inner }]) => {
      const check = ajv.compile({ ...inner, definitions: schema.definitions ?? {} });
      const given = examples as readonly Json[];
      return given.length === 0 || given.some((example) => faults(check, example).length > 0);
    });
    expect(unlike.map(([path, { examples }]) => [path, examples])).toEqual([]);
  });

  it.each(workflows)('takes %s', (file) => {
    expect(faults(validate, parse(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it.each([
    ['no name', { steps: [{ pass: 1 }] }],
    ['a key that there is none of', { name: 'x', step: [] }],
    ['a key of a step that there is none of', { name: 'x', steps: [{ pass: 1, then: 'y' }] }],
    ['a key of another kind of step', { name: 'x', steps: [{ pass: 1, payload: 1 }] }],
    ['a step inside with a wrong key', { name: 'x', steps: [{ map: { steps: [{ pass: 1, then: 'y' }] } }] }],
    ['a bare number for a duration', { name: 'x', timeout: 30, steps: [{ pass: 1 }] }],
    ['a function without code', { name: 'x', functions: { f: {} }, steps: [{ function: 'f' }] }],
    [
      'a comparison that there is none of',
      { name: 'x', steps: [{ choice: [{ when: { is: 1 }, next: 'y' }] }] },
    ],
  ])('refuses %s', (_, document) => {
    expect(faults(validate, document)).not.toEqual([]);
  });
});
