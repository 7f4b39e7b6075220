import { z } from 'zod';

/** Stands for the whole text, or for its beginning: `${env.DLQ}`, `${values.DLQ}`. */
const filledIn = String.raw`\$\{(?:env|values)\.[^}]+\}[\s\S]*`;

/**
 * The ARN of something in `service` (alternatives by `|`) whose last part fits `resource`, both as regular expressions.
 * Substitutions may stand for its parts, and `${env.NAME}` and `${values.NAME}` for all of it.
 * @param what the thing with its article. @param reads the form that such an ARN has.
 */
export function arn(what: string, reads: string, service: string, resource: string): z.ZodString {
  return textLike([arnPattern(service, resource)], `the ARN of ${what}`, `It reads ${reads}`);
}

export function arnPattern(service: string, resource: string): string {
  return `arn:[^:]+:(${service}):[^:]*:[^:]*:${resource}`;
}

/** Text of a form of AWS's own, or `${env.NAME}` for it. */
export function identifier(what: string, pattern: string): z.ZodString {
  return textLike([pattern], what);
}

/** Text of one of several forms, as regular expressions, or `${env.NAME}` for it. @param what what the text must be. */
export function textLike(patterns: readonly string[], what: string, hint?: string): z.ZodString {
  return z.string().regex(new RegExp(`^(${[...patterns, filledIn].join('|')})$`), {
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
