/** What stands against a definition: our own findings, and those of Step Functions at the target. */
import { sourceOf } from '../compile/asl/source.ts';
import type { Blueprint } from '../compile/blueprint.ts';
import { findingsIn } from '../compile/checks/checks.ts';
import { problemOf, type Finding } from '../compile/checks/finding.ts';
import { askVerdict } from '../deploy/stateMachine/verdict.ts';
import type { Workbench } from '../deploy/workbench.ts';
import { UserError } from '../errors.ts';
import { inOrder } from '../workflow/diagnostics.ts';
import type { Path, Workflow } from '../workflow/workflow.ts';

/** Reports what deserves a look; throws UserError with everything for which AWS would refuse the definition. */
export async function judgeDefinition(
  bench: Workbench,
  blueprint: Blueprint,
  workflow: Workflow,
): Promise<void> {
  const { definition, type } = blueprint.stateMachine;
  const own = findingsIn(definition, type);
  // What is wrong with the whole, its size, AWS has no diagnostic for: it refuses the question.
  const theirs = own.some(({ path }) => path.length === 0) ? [] : await askVerdict(bench, blueprint);
  const findings = [...own, ...theirs.filter((finding) => !isSaid(finding, own))];
  const locate = sourceOf(workflow);
  const problems = inOrder(
    findings.map((finding) => problemOf(finding, locate)),
    workflow.file,
  );
  for (const problem of problems)
    if (problem.severity === 'warning') bench.report({ kind: 'warning', problem });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UserError(errors);
}

/** What we say ourselves of the same place, or of a part of it, says more. */
function isSaid({ path }: Finding, own: readonly Finding[]): boolean {
  return own.some((finding) => finding.severity === 'error' && startsWith(finding.path, path));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => step === path[index]);
}
