/** Where a distributed map has its items from, how it hands them out, where its results go. */
import { z } from 'zod';
import { about } from '../about.ts';
import { map } from '../map.ts';
import { text } from '../text.ts';
import { amount, mapOrExpression } from './expression.ts';

/** Where something is in S3, by the name that each query language has for it. */
const place = {
  arguments: mapOrExpression()
    .meta(
      about('Where it is in S3: Bucket with Key or Prefix (JSONata)', {
        Bucket: 'orders',
        Key: 'orders.csv',
      }),
    )
    .optional(),
  parameters: z
    .record(z.string(), z.unknown())
    .meta(
      about('Where it is in S3: Bucket with Key or Prefix (JSONPath)', {
        'Bucket.$': '$.bucket',
        Key: 'orders.csv',
      }),
    )
    .optional(),
};

const readerConfig = map({
  inputType: z
    .enum(['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'])
    .describe('What the object holds')
    .optional(),
  transformation: z
    .enum(['NONE', 'LOAD_AND_FLATTEN'])
    .describe('LOAD_AND_FLATTEN: the items are what the listed objects hold')
    .optional(),
  manifestType: z.enum(['ATHENA_DATA', 'S3_INVENTORY']).describe('What wrote the manifest').optional(),
  csvDelimiter: z
    .enum(['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'])
    .describe('What parts the columns; COMMA unless given')
    .optional(),
  csvHeaderLocation: z
    .enum(['FIRST_ROW', 'GIVEN'])
    .describe("Where the columns' names are: in the file, or in csvHeaders")
    .optional(),
  csvHeaders: z
    .array(text())
    .min(1)
    .meta(about("The columns' names", ['id', 'total']))
    .optional(),
  itemsPointer: text()
    .meta(about('JSON Pointer to the items within the JSON, such as /orders', '/orders'))
    .optional(),
  maxItems: amount(z.int().min(0), 'a whole number from 0')
    .meta(about('Items that are read at most; 0: all', 1000))
    .optional(),
}).meta(about('How the items are read', { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' }));

export const itemReader = map(
  {
    resource: z
      .enum(['s3:getObject', 's3:listObjectsV2'])
      .describe('s3:getObject: what an object holds. s3:listObjectsV2: the objects themselves'),
    ...place,
    readerConfig: readerConfig.optional(),
  },
  '{ resource: s3:getObject, arguments: { Bucket: NAME, Key: KEY }, readerConfig: { inputType: CSV } }',
).meta(
  about('Reads the items of a DISTRIBUTED map from S3', {
    resource: 's3:getObject',
    arguments: { Bucket: 'orders', Key: 'orders.csv' },
    readerConfig: { inputType: 'CSV', csvHeaderLocation: 'FIRST_ROW' },
  }),
);

export const itemBatcher = map({
  maxItemsPerBatch: amount(z.int().min(1), 'a whole number from 1')
    .meta(about('Items that an execution gets at most', 100))
    .optional(),
  maxInputBytesPerBatch: amount(z.int().min(1).max(262_144), 'a whole number from 1 to 262144')
    .meta(about("Bytes of an execution's input at most", 65_536))
    .optional(),
  batchInput: z
    .unknown()
    .meta(
      about('What every execution gets beside its Items, under BatchInput', {
        day: '{% $states.input.day %}',
      }),
    )
    .optional(),
}).meta(about('Hands several items to each execution of a DISTRIBUTED map', { maxItemsPerBatch: 100 }));

export const resultWriter = map({
  resource: z.literal('s3:putObject').describe('s3:putObject; results go nowhere else').optional(),
  ...place,
  writerConfig: map({
    transformation: z
      .enum(['NONE', 'COMPACT', 'FLATTEN'])
      .describe('NONE: outputs with what is known of each execution. COMPACT: outputs. FLATTEN: lists joined')
      .optional(),
    outputType: z.enum(['JSON', 'JSONL']).describe('Form of the files; JSON unless given').optional(),
  })
    .meta(about('How the results are written', { transformation: 'COMPACT', outputType: 'JSONL' }))
    .optional(),
}).meta(
  about('Writes the results of a DISTRIBUTED map to S3', {
    arguments: { Bucket: 'orders', Prefix: 'results' },
  }),
);
