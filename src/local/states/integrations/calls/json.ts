/** Services that speak AWS JSON. */
import { isObject, type Json, type JsonObject } from '../../../../json.ts';
import { camelCase, pascalCase } from '../pascal-case.ts';
import { ServiceRefusal, type Connection, type ServiceAnswer, type ServiceCall } from './call.ts';
import { post, type Answer } from './send.ts';
import type { JsonFacts } from './services.ts';

/** Rejects with ServiceRefusal, Unreachable, or the signal's reason. */
export async function callJson(
  { service, operation, parameters }: ServiceCall,
  facts: JsonFacts,
  connection: Connection,
): Promise<ServiceAnswer> {
  const answer = await post(connection, service.signingName, {
    headers: {
      'content-type': `application/x-amz-json-${facts.version}`,
      'x-amz-target': `${facts.targetPrefix}.${operation}`,
    },
    body: JSON.stringify(facts.camelCase ? camelCase(parameters) : parameters),
  });
  const { headers } = answer;
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'] ?? '';
  const members = objectOf(answer);
  if (answer.status >= 300) throw refusal(answer, members, requestId);
  return { members: facts.camelCase ? (pascalCase(members) as JsonObject) : members, requestId, headers };
}

function objectOf({ text }: Answer): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The code stands behind a namespace: `com.amazonaws.sqs#QueueDoesNotExist`. */
function refusal({ status, headers, text }: Answer, body: JsonObject, requestId: string): ServiceRefusal {
  const type = [body.__type, body.code, headers['x-amzn-errortype']].find((one) => typeof one === 'string');
  const said = [body.message, body.Message].find((one) => typeof one === 'string');
  const code = (type ?? `Http${status}`).replace(/^.*#/, '').replace(/:.*$/, '');
  return new ServiceRefusal({ code, message: said ?? text, status, requestId });
}
