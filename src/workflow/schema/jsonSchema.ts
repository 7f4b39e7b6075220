/** The schema of `workflow.yaml` as JSON Schema: what editors complete, explain and check with. */
import { z } from 'zod';
import { workflowSchema } from './workflow.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Draft 7, which every editor's language server reads; each key with a description and an example. */
export function workflowJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(workflowSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      const examples = jsonSchema.examples ?? examplesOf(jsonSchema);
      if (examples.length > 0) jsonSchema.examples = examples;
    },
  });
  return { title: 'Stepline workflow', ...schema };
}

/** What the type itself tells: one of few values, a list of one item, a map of what it must have. */
function examplesOf({
  enum: values,
  const: only,
  type,
  items,
  required,
  properties,
  anyOf,
}: JsonSchema): unknown[] {
  if (values) return values.slice(0, 1);
  if (only !== undefined) return [only];
  if (type === 'boolean') return [true];
  if (anyOf) return anyOf.flatMap(exampleOf).slice(0, 1);
  if (items && !Array.isArray(items)) return exampleOf(items).map((item) => [item]);
  if (!properties || !required) return [];
  const members = required.map((key) => [key, ...exampleOf(properties[key] ?? {})] as const);
  return members.every(({ length }) => length === 2) ? [Object.fromEntries(members)] : [];
}

/** The first example, or none. */
function exampleOf(schema: z.core.JSONSchema._JSONSchema): unknown[] {
  return typeof schema === 'boolean' ? [] : (schema.examples?.slice(0, 1) ?? []);
}
