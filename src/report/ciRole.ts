/** The CI's role → a document for machines, lines for people. */
import type { CiRole } from '../compile/ciRole/ciRole.ts';
import { policyDocument } from '../compile/iam/policy.ts';
import type { JsonObject } from '../json.ts';
import type { Style } from './style.ts';

export function ciRoleDocument({ statements, trust }: CiRole): JsonObject {
  return { policy: policyDocument(statements), trust };
}

/** Each statement with its reason, then both documents as IAM takes them. */
export function ciRoleLines(role: CiRole, style: Style): string[] {
  const { statements, trust } = role;
  return [
    style.bold(`What the role of the CI needs, in account ${role.account}`),
    ...statements.map(({ sid, reason }) => `  ${sid}: ${style.dim(reason)}`),
    '',
    style.bold('Permissions policy'),
    JSON.stringify(policyDocument(statements), null, 2),
    '',
    style.bold('Trust policy'),
    JSON.stringify(trust, null, 2),
    ...unknownIds(trust, style),
  ];
}

/** The ids stand for themselves until somebody fills them in. */
function unknownIds(trust: JsonObject, style: Style): string[] {
  if (!/OWNER_ID|REPOSITORY_ID/.test(JSON.stringify(trust))) return [];
  const command = "gh api repos/ORG/REPO --jq '[.owner.id, .id]'";
  return [
    style.dim(
      `Fill in OWNER_ID and REPOSITORY_ID (${command}), or give --repo ORG@OWNER_ID/REPO@REPOSITORY_ID`,
    ),
  ];
}
