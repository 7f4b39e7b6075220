/** The keys of a request's context that policies ask for: in conditions, and as variables. */
import type { Policy, Statement } from '../evaluate/policy.ts';

/** Each once, in the order and spelling in which the policies have them. */
export function contextKeysOf(policies: readonly Policy[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const key of policies.flatMap(({ statements }) => statements).flatMap(keysOf)) {
    if (!byName.has(key.toLowerCase())) byName.set(key.toLowerCase(), key);
  }
  return [...byName.values()];
}

function keysOf({ conditions, resource, variables }: Statement): readonly string[] {
  const texts = [...(resource?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
  return [...conditions.map(({ key }) => key), ...(variables ? texts.flatMap(variablesOf) : [])];
}

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`; `${*}` and its like stand for characters. */
function variablesOf(text: string): readonly string[] {
  return [...text.matchAll(/\$\{\s*([^},]+?)\s*(?:,[^}]*)?\}/g)].flatMap(([, name = '']) =>
    /^[*?$]$/.test(name) ? [] : [name],
  );
}
