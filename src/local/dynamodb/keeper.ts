/** DynamoDB keeps its tables itself, in a journal for each account and region; here they are looked at beforehand. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJournal } from '../data/journal.ts';
import type { Keeper } from '../data/thing.ts';
import type { DynamoDbBackend } from './backend.ts';

export function dynamoDbKeeper({ cloud }: DynamoDbBackend): Keeper {
  return {
    nouns: {},
    things: () => [],
    restore: async () => {
      const { dynamoDb: folder } = cloud.options;
      if (folder === undefined) return;
      for (const name of await readdir(folder)) await readJournal(join(folder, name));
    },
  };
}
