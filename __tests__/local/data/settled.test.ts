import { expect, it } from '@jest/globals';
import type { Json } from '../../../src/json.ts';
import { settled } from '../../../src/local/dynamodb/settled.ts';

const rows: readonly (readonly [why: string, before: Record<string, Json>, after: Record<string, Json>])[] = [
  ['a table that was being made is there', { 'table~a': { TableStatus: 'CREATING' } }, active('a')],
  [
    'so are its indexes',
    { 'table~a': { TableStatus: 'UPDATING', GlobalSecondaryIndexes: [{ IndexStatus: 'CREATING' }] } },
    { 'table~a': { TableStatus: 'ACTIVE', GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE' }] } },
  ],
  [
    'one that was being deleted is gone with all that it had, and with nothing of others',
    {
      'table~a': { TableStatus: 'DELETING' },
      'item-a~1': {},
      'tag-a~k': 'v',
      'index-global~a~by~1': {},
      'item-ab~1': {},
      ...active('ab'),
    },
    { 'item-ab~1': {}, ...active('ab') },
  ],
];

it.each(rows)('%s', (_, before, after) => {
  expect(Object.fromEntries(settled(new Map(Object.entries(before))))).toEqual(after);
});

function active(name: string): Record<string, Json> {
  return { [`table~${name}`]: { TableStatus: 'ACTIVE' } };
}
