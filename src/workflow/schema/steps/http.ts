import { z } from 'zod';
import { about } from '../about.ts';
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
    .meta(about('Details of the encoding', { arrayFormat: 'REPEAT' }))
    .optional(),
}).meta(about('How the request is encoded', { requestBodyEncoding: 'URL_ENCODED' }));

export const httpStep = map({
  http: map(
    {
      method: textLike([...methods, expression], `${methods.join(', ')} or an expression`).meta(
        about(`HTTP method: ${methods.join(', ')}`, 'GET'),
      ),
      url: textLike(
        [String.raw`https:\/\/[\s\S]+`, expression],
        'an address that begins with https://, or an expression',
      ).meta(about('Address that is called, https:// alone', 'https://api.example.com/orders')),
      connection: textLike(
        [arnPattern('events', String.raw`connection\/\S+`), expression],
        'the ARN of a connection of EventBridge, or an expression',
        'It reads arn:PARTITION:events:REGION:ACCOUNT:connection/NAME/ID',
      ).meta(
        about(
          'ARN of the connection of EventBridge that authorizes the call',
          'arn:aws:events:us-east-1:123456789012:connection/api/1234abcd-12ab-34cd-56ef-1234567890ab',
        ),
      ),
      headers: mapOrExpression('a map of headers')
        .meta(about('Headers of the request', { accept: 'application/json' }))
        .optional(),
      query: mapOrExpression('a map of parameters')
        .meta(about("Parameters in the address's query", { id: '{% $states.input.id %}' }))
        .optional(),
      body: z
        .unknown()
        .meta(about('Body of the request', { id: '{% $states.input.id %}' }))
        .optional(),
      transform: transform.optional(),
    },
    '{ method: GET, url: ADDRESS, connection: ARN }',
  ).describe('The request'),
  ...task,
}).describe('Calls an HTTPS API');
