/** Tags of roles and policies. */
import type { Tag } from '@aws-sdk/client-iam';
import type { Wire } from '../service.ts';
import { invalidInput, limitExceeded, validationError } from './errors.ts';
import { listed } from './input.ts';
import type { Tags } from './model.ts';

const mostTags = 50;

/** The tags with more of them, or with new values. Throws InvalidInput, LimitExceeded, ValidationError. */
export function withTags(tags: Tags, added: readonly Wire<Tag>[] | undefined): Tags {
  const pairs = listed(added).map(readTag);
  const keys = pairs.map(([key]) => key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  // A key in another case is the same key.
  const kept = [...tags].filter(([key]) => !keys.includes(key.toLowerCase()));
  const all = new Map([...kept, ...pairs]);
  if (all.size > mostTags) throw limitExceeded(`The number of tags has reached the maximum limit.`);
  return all;
}

export function withoutTags(tags: Tags, removed: readonly string[] | undefined): Tags {
  const keys = listed(removed).map((key) => key.toLowerCase());
  return new Map([...tags].filter(([key]) => !keys.includes(key.toLowerCase())));
}

export function tagList(tags: Tags): Tag[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

function readTag({ Key = '', Value = '' }: Wire<Tag>, index: number): readonly [string, string] {
  const at = `tags.${index + 1}.member`;
  if (Key.length < 1 || Key.length > 128) {
    throw validationError(
      lengthMessage(
        Key,
        `${at}.key`,
        Key === '' ? 'greater than or equal to 1' : 'less than or equal to 128',
      ),
    );
  }
  if (Value.length > 256)
    throw validationError(lengthMessage(Value, `${at}.value`, 'less than or equal to 256'));
  if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u.test(Key)) {
    throw validationError(
      `1 validation error detected: Value '${Key}' at '${at}.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+`,
    );
  }
  if (/^aws:/i.test(Key)) throw invalidInput('System tags cannot be added/updated/deleted by requester');
  return [Key, Value];
}

function lengthMessage(value: string, at: string, bound: string): string {
  return `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must have length ${bound}`;
}
