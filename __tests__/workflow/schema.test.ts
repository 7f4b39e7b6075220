import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { stepKinds } from '../../src/workflow/schema/steps.ts';
import { workflowSchema } from '../../src/workflow/schema/workflow.ts';

const schema = z.toJSONSchema(workflowSchema) as unknown as JsonObject;

const stepSchema = (schema.$defs as JsonObject).step as JsonObject;

/** Every schema of an object's property, with its path. */
function propertiesOf(value: Json, path = ''): [string, Json][] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => propertiesOf(item, path));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key !== 'properties' || !isObject(item)) return propertiesOf(item, path);
    return Object.entries(item).flatMap(([name, inner]): [string, Json][] => [
      [`${path}/${name}`, inner],
      ...propertiesOf(inner, `${path}/${name}`),
    ]);
  });
}

describe('the JSON Schema', () => {
  it('is draft 2020-12 and closed', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
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
    const lists = propertiesOf(schema).filter(([path]) => path.endsWith('/steps'));
    expect(lists.map(([, list]) => (list as JsonObject).items)).toEqual(
      lists.map(() => ({ $ref: '#/$defs/step' })),
    );
    expect(lists).toHaveLength(3);
  });

  it('describes every key', () => {
    const undescribed = propertiesOf(schema)
      .filter(([, inner]) => isObject(inner) && inner.description === undefined)
      .map(([path]) => path);
    expect(undescribed).toEqual([]);
  });
});
