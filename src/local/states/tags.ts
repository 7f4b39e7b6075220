import type { Tag } from '@aws-sdk/client-sfn';
import { AwsError } from '../errors.ts';
import type { Wire } from '../service.ts';
import { list, required, structure, text } from './constraints.ts';

export const tagMembers = {
  tags: list(0, 200, structure({ key: required(text(1, 128)), value: required(text(0, 256)) })),
};

/** A resource carries 50 tags at most (API reference, TooManyTags). */
const maximumTags = 50;

/** Adds tags, or changes those that are there. Throws TooManyTags. */
export function writeTags(tags: Map<string, string>, added: readonly Wire<Tag>[]): void {
  const keys = new Set([...tags.keys(), ...added.map(({ key = '' }) => key)]);
  if (keys.size > maximumTags) {
    throw new AwsError('TooManyTags', `A resource can have at most ${maximumTags} tags`);
  }
  for (const { key = '', value = '' } of added) tags.set(key, value);
}
