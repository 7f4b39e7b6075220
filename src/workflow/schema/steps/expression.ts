/** Values that may be given as they are, or by an expression that gives them at run time. */
import { z } from 'zod';
import { aboutDuration } from '../text.ts';

/** `{% … %}` in JSONata, a path in JSONPath. */
const dynamic = String.raw`\s*\{%[\s\S]*%\}\s*|\$[\s\S]*`;

/** The same, and the intrinsic functions of JSONPath, where a value is built. */
export const expression = String.raw`${dynamic}|States\.[\s\S]*`;

const whole = (pattern: string): RegExp => new RegExp(`^(${pattern})$`);

/** A duration, or an expression that gives seconds. */
export const seconds = z
  .string({ error: ({ input }) => aboutDuration(input, ', or an expression') })
  .regex(whole(`[0-9]{1,9}[smhd]|${dynamic}`), {
    error: ({ input }) => aboutDuration(input, ', or an expression'),
  });

export const time = z
  .string()
  .regex(whole(String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)|${dynamic}`), {
    error: 'must be a time such as 2030-01-01T00:00:00Z, or an expression',
  });

/** A number, or an expression that gives one. @param what the number in words. */
export function amount<Amount extends z.ZodNumber>(
  number: Amount,
  what: string,
): z.ZodUnion<[Amount, z.ZodString]> {
  const error = mustBe(what);
  return z.union([number, z.string().regex(whole(dynamic), { error })], { error });
}

/** Names with their values, or an expression that gives them all. @param what the map in words. */
export function mapOrExpression(
  what = 'a map',
): z.ZodUnion<[z.ZodRecord<z.ZodString, z.ZodUnknown>, z.ZodString]> {
  const error = mustBe(what);
  return z.union([z.record(z.string(), z.unknown()), z.string().regex(whole(expression), { error })], {
    error,
  });
}

function mustBe(what: string): (issue: { input?: unknown }) => string | undefined {
  return ({ input }) => (input === undefined ? undefined : `must be ${what}, or an expression`);
}
