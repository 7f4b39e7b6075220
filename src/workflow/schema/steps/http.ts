import { z } from 'zod';
import { arnPattern, textLike } from '../arn.ts';
import { map } from '../map.ts';
import { task } from './common.ts';
import { expression, mapOrExpression } from './expression.ts';

/** [Step Functions developer guide, "Call HTTPS APIs"] */
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];

const transform = map({
  requestBodyEncoding: z
    .enum(['NONE', 'URL_ENCODED'])
    .describe('How the body is written; as JSON (NONE) unless given')
    .optional(),
  requestEncodingOptions: map({
    arrayFormat: z
      .enum(['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS', 'NONE'])
      .describe('How lists are written in a URL-encoded body; INDICES unless given')
      .optional(),
  })
    .describe('Details of the encoding')
    .optional(),
}).describe('How the request is encoded');

export const httpStep = map({
  http: map(
    {
      method: textLike([...methods, expression], `${methods.join(', ')} or an expression`).describe(
        `HTTP method: ${methods.join(', ')}`,
      ),
      url: textLike(
        [String.raw`https:\/\/[\s\S]+`, expression],
        'an address that begins with https://, or an expression',
      ).describe('Address that is called, https:// alone'),
      connection: textLike(
        [arnPattern('events', String.raw`connection\/\S+`), expression],
        'the ARN of a connection of EventBridge, or an expression',
        'It reads arn:PARTITION:events:REGION:ACCOUNT:connection/NAME/ID',
      ).describe('ARN of the connection of EventBridge that authorizes the call'),
      headers: mapOrExpression('a map of headers').describe('Headers of the request').optional(),
      query: mapOrExpression('a map of parameters').describe("Parameters in the address's query").optional(),
      body: z.unknown().describe('Body of the request').optional(),
      transform: transform.optional(),
    },
    '{ method: GET, url: ADDRESS, connection: ARN }',
  ).describe('The request'),
  ...task,
}).describe('Calls an HTTPS API');
