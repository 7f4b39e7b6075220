import { z } from 'zod';
import { reference } from './data.ts';
import { map } from './map.ts';

/** What each order asks of the variable. */
const orders = {
  Equals: 'is',
  GreaterThan: 'is greater than',
  GreaterThanEquals: 'is greater than, or is',
  LessThan: 'is less than',
  LessThanEquals: 'is less than, or is',
};
const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, {
  error: 'must be a time such as 2030-01-01T00:00:00Z',
});

type Operator = readonly [name: string, operand: z.ZodType];

/** ASL's data test expressions in camelCase, each with the type of what it compares with. */
const operators: Readonly<Record<string, z.ZodOptional>> = Object.fromEntries(
  [
    ...inAllOrders('string', z.string(), 'text'),
    ...inAllOrders('numeric', z.number(), 'number'),
    ...inAllOrders('timestamp', timestamp, 'time'),
    ...withPath('booleanEquals', z.boolean(), 'is', 'true or false'),
    [
      'stringMatches',
      z.string().describe('Holds when the variable is like this text, where * is any'),
    ] as const,
    ...['Boolean', 'Null', 'Numeric', 'Present', 'String', 'Timestamp'].map(isType),
  ].map(([name, type]) => [name, type.optional()]),
);

function inAllOrders(type: string, operand: z.ZodType, noun: string): Operator[] {
  return Object.entries(orders).flatMap(([order, verb]) =>
    withPath(`${type}${order}`, operand, verb, `this ${noun}`),
  );
}

function withPath(name: string, operand: z.ZodType, verb: string, what: string): Operator[] {
  return [
    [name, operand.describe(`Holds when the variable ${verb} ${what}`)],
    [`${name}Path`, reference.describe(`The same with the value at this path`)],
  ];
}

function isType(type: string): Operator {
  return [
    `is${type}`,
    z.boolean().describe(`Whether the variable must be ${type.toLowerCase()}, or must not`),
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
    return z.array(comparison).min(1).describe('Holds when all of these do').optional();
  },
  get or(): z.ZodOptional<z.ZodArray<z.ZodType<ComparisonInput>>> {
    return z.array(comparison).min(1).describe('Holds when one of these does').optional();
  },
  get not(): z.ZodOptional<z.ZodType<ComparisonInput>> {
    return comparison.optional().describe('Holds when this does not');
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
