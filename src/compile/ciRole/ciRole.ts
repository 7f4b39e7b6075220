/** The role with which a CI deploys a workflow: what it may do, and who may become it. */
import type { JsonObject } from '../../json.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import type { Statement, Target } from '../blueprint.ts';
import { compile } from '../compile.ts';
import { mapStrings } from '../references.ts';
import { resolveText } from '../resolve.ts';
import { ciStatements } from './policy.ts';
import { ciTrust, type Jobs, type Repository } from './trust.ts';

export interface CiRole {
  /** Twelve digits. */
  readonly account: string;
  readonly statements: readonly Statement[];
  readonly trust: JsonObject;
}

export function ciRole(workflow: Workflow, target: Target, repository: Repository, jobs: Jobs): CiRole {
  const artifacts =
    workflow.artifacts && mapStrings(workflow.artifacts, (text) => resolveText(text, target, (key) => key));
  return {
    account: target.account,
    statements: ciStatements(compile(workflow, target), target, artifacts),
    trust: ciTrust(target, repository, jobs),
  };
}
