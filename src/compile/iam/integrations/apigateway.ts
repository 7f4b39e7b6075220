/** API Gateway [developer guide, "Call Amazon API Gateway"]: an API that asks for IAM; one that asks for nothing needs none. */
import { member, type Argument } from '../arguments.ts';
import { untold, atRunTime, type Integration, type Scope, type Call } from '../grant.ts';

export const apigateway: Integration = (call) => {
  const authorization = member(call.arguments, 'AuthType') ?? 'NO_AUTH';
  return authorization === 'NO_AUTH' ? [] : [{ actions: ['execute-api:Invoke'], ...methodOf(call) }];
};

/** `API/STAGE/METHOD/PATH`, with `*` for what the run decides. */
function methodOf({ arguments: given, target }: Call): Scope {
  const endpoint = member(given, 'ApiEndpoint');
  if (typeof endpoint !== 'string') return atRunTime;
  const [, api, region] = /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\./.exec(endpoint) ?? [];
  if (api === undefined || region === undefined) return untold;
  const [stage, method] = [orAny(member(given, 'Stage')), orAny(member(given, 'Method'))];
  const path = orAny(member(given, 'Path') ?? '/').replace(/^\//, '');
  const arn = `arn:${target.partition}:execute-api:${region}:${target.account}:${api}`;
  return { resources: [`${arn}/${stage}/${method}/${path}`] };
}

function orAny(value: Argument): string {
  return typeof value === 'string' ? value : '*';
}
