import { expect, it } from '@jest/globals';
import { serviceEndpoints } from '../src/endpoints.ts';

it.each([
  ['a name of one word', { AWS_ENDPOINT_URL_SQS: 'http://a' }, { SQS: 'http://a' }],
  ['a name of two words', { AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://a' }, { SECRETS_MANAGER: 'http://a' }],
  ['an empty variable is unset', { AWS_ENDPOINT_URL_SQS: '' }, {}],
  ['the address of all services is none of one', { AWS_ENDPOINT_URL: 'http://a' }, {}],
])('%s', (_why, environment, expected) => {
  expect(serviceEndpoints(environment)).toEqual(expected);
});
