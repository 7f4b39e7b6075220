import { z } from 'zod';
import { map } from './map.ts';
import { duration } from './text.ts';

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'PATCH', '*'] as const;

const headers = z.array(z.string().min(1).max(1024)).max(100);

/** Limits of [botocore 1.43 lambda Cors]. */
const cors = map({
  allowOrigins: z.array(z.string().min(1).max(253)).max(100).describe('Origins that may call').optional(),
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
  allowHeaders: headers.describe('Headers that a request may bring').optional(),
  exposeHeaders: headers.describe('Headers of the response that a page may read').optional(),
  allowCredentials: z.boolean().describe('Whether cookies may be sent').optional(),
  maxAge: duration(0, 86_400).describe('How long a browser keeps the answer').optional(),
}).describe('Which pages of other origins may call the URL');

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
