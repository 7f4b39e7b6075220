import { z } from 'zod';
import { reference } from './data.ts';
import { map } from './map.ts';

const orders = ['Equals', 'GreaterThan', 'GreaterThanEquals', 'LessThan', 'LessThanEquals'];
const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, {
  error: 'must be a time such as 2030-01-01T00:00:00Z',
});

/** ASL's data test expressions in camelCase, each with the type of what it compares with. */
export const operators: Readonly<Record<string, z.ZodOptional>> = Object.fromEntries(
  [
    ...orders.flatMap((order) => withPath(`string${order}`, z.string())),
    ...orders.flatMap((order) => withPath(`numeric${order}`, z.number())),
    ...orders.flatMap((order) => withPath(`timestamp${order}`, timestamp)),
    ...withPath('booleanEquals', z.boolean()),
    ['stringMatches', z.string()] as const,
    ...['isBoolean', 'isNull', 'isNumeric', 'isPresent', 'isString', 'isTimestamp'].map(
      (name) => [name, z.boolean()] as const,
    ),
  ].map(([name, type]) => [name, type.optional()]),
);

function withPath(name: string, type: z.ZodType): (readonly [string, z.ZodType])[] {
  return [
    [name, type],
    [`${name}Path`, reference],
  ];
}

export interface ComparisonInput {
  readonly variable?: string | undefined;
  readonly and?: readonly ComparisonInput[] | undefined;
  readonly or?: readonly ComparisonInput[] | undefined;
  readonly not?: ComparisonInput | undefined;
  readonly [operator: string]: unknown;
}

const connectives = ['and', 'or', 'not'];

/** A choice rule's condition in JSONPath: one comparison of a variable, or `and`, `or`, `not` over others. */
export const comparison: z.ZodType<ComparisonInput> = map({
  variable: reference.describe('What is compared, such as $.total').optional(),
  ...operators,
  get and(): z.ZodOptional<z.ZodArray<z.ZodType<ComparisonInput>>> {
    return z.array(comparison).min(1).optional();
  },
  get or(): z.ZodOptional<z.ZodArray<z.ZodType<ComparisonInput>>> {
    return z.array(comparison).min(1).optional();
  },
  get not(): z.ZodOptional<z.ZodType<ComparisonInput>> {
    return comparison.optional();
  },
}).superRefine((rule, context) => {
  const message = faultOf(rule);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

function faultOf(rule: ComparisonInput): string | undefined {
  const used = Object.keys(rule).filter((key) => key !== 'variable');
  const [only = ''] = used;
  if (used.length > 1) return `must compare once, not with ${used.join(' and ')}. Join them with "and"`;
  if (used.length === 0) return 'must compare with something. Add an operator such as numericGreaterThan';
  const isConnective = connectives.includes(only);
  if (isConnective && rule.variable !== undefined) return `must have no "variable" beside "${only}"`;
  if (!isConnective && rule.variable === undefined) return 'must say which "variable" is compared';
  return undefined;
}
