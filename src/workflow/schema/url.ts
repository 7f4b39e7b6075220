import { z } from 'zod';
import { about } from './about.ts';
import { map } from './map.ts';
import { duration } from './text.ts';

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', '*'] as const;

const headers = z.array(z.string().min(1).max(1024)).max(100);

/** Limits of [botocore 1.43 lambda Cors]. */
const cors = map({
  allowOrigins: z
    .array(z.string().min(1).max(253))
    .max(100)
    .meta(about('Origins that may call', ['https://example.com']))
    .optional(),
  allowMethods: z
    .array(
      z.enum(methods, {
        error: ({ input }) =>
          input === 'OPTIONS' ? 'must not be OPTIONS: Lambda answers that itself. Leave it out' : undefined,
      }),
    )
    .max(6)
    .describe('HTTP methods that may be used; not OPTIONS, which Lambda answers itself')
    .optional(),
  allowHeaders: headers.meta(about('Headers that a request may bring', ['content-type'])).optional(),
  exposeHeaders: headers.meta(about('Headers of the response that a page may read', ['etag'])).optional(),
  allowCredentials: z.boolean().describe('Whether cookies may be sent').optional(),
  maxAge: duration(0, 86_400).meta(about('How long a browser keeps the answer', '1h')).optional(),
}).meta(
  about('Which pages of other origins may call the URL', {
    allowOrigins: ['https://example.com'],
    allowMethods: ['GET'],
  }),
);

export const urlSchema = map(
  {
    auth: z.enum(['NONE', 'AWS_IAM']).describe('NONE: public. AWS_IAM: signed requests only'),
    invokeMode: z
      .enum(['BUFFERED', 'RESPONSE_STREAM'])
      .describe('Whether the response is sent whole or as it comes; BUFFERED unless given')
      .optional(),
    cors: cors.optional(),
  },
  '{ auth: NONE }',
).describe('An HTTPS address of the function');

export type UrlInput = z.infer<typeof urlSchema>;
