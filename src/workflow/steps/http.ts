import type { JsonObject } from '../../json.ts';
import { withoutUndefined } from '../functions/defined.ts';
import type { StepInput } from '../schema/steps.ts';
import type { HttpStep } from '../step.ts';
import { checkTemplate, isExpression, within } from './expression.ts';
import { aslNames } from './aslNames.ts';
import type { Context } from './kinds.ts';

export function httpOf({ http }: StepInput<'http'>, context: Context): HttpStep {
  const { method, url, connection, headers, query, body, transform } = http;
  for (const [key, value] of Object.entries({ method, url, connection, headers, query })) {
    const place = within(context, 'http', key);
    if (typeof value === 'string') isExpression(value, place);
    else checkTemplate(value, place);
  }
  checkTemplate(body, within(context, 'http', 'body'));
  const request = withoutUndefined({
    Headers: headers,
    QueryParameters: query,
    RequestBody: body,
    Transform: transform && aslNames(transform as JsonObject),
  });
  return { kind: 'http', method, url, connection, request: request as JsonObject };
}
