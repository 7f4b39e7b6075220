import { z } from 'zod';
import { about } from './about.ts';
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

/** Something to compare with: its type, what messages call it, and one of them. */
interface Operand {
  readonly type: z.ZodType;
  readonly noun: string;
  readonly example: unknown;
}

/** ASL's data test expressions in camelCase, each with the type of what it compares with. */
const operators: Readonly<Record<string, z.ZodOptional>> = Object.fromEntries(
  [
    ...inAllOrders('string', { type: z.string(), noun: 'this text', example: 'EUR' }),
    ...inAllOrders('numeric', { type: z.number(), noun: 'this number', example: 100 }),
    ...inAllOrders('timestamp', { type: timestamp, noun: 'this time', example: '2030-01-01T00:00:00Z' }),
    ...withPath('booleanEquals', { type: z.boolean(), noun: 'true or false', example: true }, 'is'),
    [
      'stringMatches',
      z.string().meta(about('Holds when the variable is like this text, where * is any', 'order-*')),
    ] as const,
    ...['Boolean', 'Null', 'Numeric', 'Present', 'String', 'Timestamp'].map(isType),
  ].map(([name, type]) => [name, type.optional()]),
);

function inAllOrders(name: string, operand: Operand): Operator[] {
  return Object.entries(orders).flatMap(([order, verb]) => withPath(`${name}${order}`, operand, verb));
}

function withPath(name: string, { type, noun, example }: Operand, verb: string): Operator[] {
  return [
    [name, type.meta(about(`Holds when the variable ${verb} ${noun}`, example))],
    [`${name}Path`, reference.meta(about(`The same with the value at this path`, '$.limit'))],
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
  variable: reference.meta(about('What is compared', '$.total')).optional(),
  ...operators,
  get and(): z.ZodOptional<z.ZodArray<z.ZodType<ComparisonInput>>> {
    return z
      .array(comparison)
      .min(1)
      .meta(
        about('Holds when all of these do', [
          { variable: '$.total', numericGreaterThan: 100 },
          { variable: '$.currency', stringEquals: 'EUR' },
        ]),
      )
      .optional();
  },
  get or(): z.ZodOptional<z.ZodArray<z.ZodType<ComparisonInput>>> {
    return z
      .array(comparison)
      .min(1)
      .meta(
        about('Holds when one of these does', [
          { variable: '$.total', numericGreaterThan: 100 },
          { variable: '$.currency', stringEquals: 'EUR' },
        ]),
      )
      .optional();
  },
  get not(): z.ZodOptional<z.ZodType<ComparisonInput>> {
    return comparison
      .optional()
      .meta(about('Holds when this does not', { variable: '$.currency', stringEquals: 'EUR' }));
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
