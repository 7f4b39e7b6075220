import { z } from 'zod';

/** Stands for the whole text, or for a part of it: `${env.DLQ}`, `${region}`. */
const filledIn = String.raw`\$\{env\.[^}]+\}[\s\S]*`;

/**
 * The ARN of something in `service` (alternatives by `|`) whose last part fits `resource`, both as regular expressions.
 * Substitutions may stand for its parts, and `${env.NAME}` for all of it.
 * @param what the thing with its article. @param reads the form that such an ARN has.
 */
export function arn(what: string, reads: string, service: string, resource: string): z.ZodString {
  const pattern = new RegExp(`^(arn:[^:]+:(${service}):[^:]*:[^:]*:${resource}|${filledIn})$`);
  return textLike(pattern, `the ARN of ${what}`, `It reads ${reads}`);
}

/** Text of a form of AWS's own, or `${env.NAME}` for it. */
export function identifier(what: string, pattern: string): z.ZodString {
  return textLike(new RegExp(`^(${pattern}|${filledIn})$`), what);
}

function textLike(pattern: RegExp, what: string, hint?: string): z.ZodString {
  return z.string().regex(pattern, {
    error: ({ input }) => `must be ${what}, not "${String(input)}"${hint === undefined ? '' : `. ${hint}`}`,
  });
}

export const roleArn = arn('a role', 'arn:PARTITION:iam::ACCOUNT:role/NAME', 'iam', String.raw`role/\S+`);

export const policyArn = arn(
  'a managed policy',
  'arn:PARTITION:iam::ACCOUNT:policy/NAME',
  'iam',
  String.raw`policy/\S+`,
);
