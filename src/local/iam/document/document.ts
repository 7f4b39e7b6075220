/** Policy documents as IAM takes them in: kept as text for who reads them back, parsed for the evaluation. */
import { AwsError } from '../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { Policy } from '../evaluate/policy.ts';

export interface PolicyDocument {
  readonly text: string;
  readonly policy: Policy;
}

export function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}

/** Undefined for text that is not a JSON object. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One statement may stand without its list; undefined where there is anything but objects. */
export function statementsOf(document: JsonObject): readonly JsonObject[] | undefined {
  const statements = list(document.Statement);
  return statements.every(isObject) ? statements : undefined;
}

/** The texts of an element that is one or a list of them; undefined where there is anything else. */
export function textsOf(element: Json | undefined): readonly string[] | undefined {
  const texts = list(element);
  return texts.every((text) => typeof text === 'string') ? texts : undefined;
}

function list(element: Json | undefined): readonly Json[] {
  if (element === undefined) return [];
  return Array.isArray(element) ? (element as readonly Json[]) : [element];
}

/** Quotas of policy sizes do not count white space (IAM quotas). */
export function sizeOf(text: string): number {
  return text.replace(/\s/g, '').length;
}

/** As IAM answers documents: percent-encoded after RFC 3986. */
export function encodeDocument({ text }: PolicyDocument): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
