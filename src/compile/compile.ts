/** Workflow → Blueprint: pure, the same for AWS and for the embedded AWS. */
import type { Workflow } from '../workflow/workflow.ts';
import type { Blueprint, Target } from './blueprint.ts';
import { compileDefinition } from './asl/definition.ts';
import { positionsOf } from './asl/positions.ts';
import { compileFunction } from './function.ts';
import { stateMachineRole } from './iam/stateMachineRole.ts';
import { logGroupsOf, stateMachineLogging } from './logGroups.ts';
import { namesFor } from './names.ts';
import { mapStrings, referencedFunctions } from './references.ts';
import { resolveText } from './resolve.ts';

/** The blueprint of a workflow at a target. Throws UserError for Resources that Step Functions does not know. */
export function compile(workflow: Workflow, target: Target): Blueprint {
  const names = namesFor(workflow.name, workflow.stage, target);
  const definition = compileDefinition(workflow, target);
  const positions = positionsOf(workflow);
  const text = (value: string): string => resolveText(value, target, (key) => names.functionArn(key));
  const logging = mapStrings(stateMachineLogging(workflow.logging, names.stateMachine, target), text);
  const functions = workflow.functions.map((spec) => compileFunction(spec, workflow, names, target));
  const { role, permissions, warnings } = stateMachineRole({
    workflow,
    definition,
    logging,
    positions,
    names,
    target,
    text,
  });
  return {
    workflow: workflow.name,
    stage: workflow.stage,
    tags: ownershipTags(workflow),
    rolePath: names.rolePath,
    functions,
    logGroups: logGroupsOf(functions, logging, workflow),
    stateMachine: {
      name: names.stateMachine,
      arn: names.stateMachineArn,
      type: workflow.type,
      role,
      permissions,
      logging,
      tracing: workflow.tracing,
      definition,
      functionKeys: referencedFunctions(definition),
      positions,
    },
    warnings: [...workflow.warnings, ...warnings],
  };
}

/** What marks a resource as owned by this workflow and stage. */
export function ownershipTags({ name, stage }: Pick<Workflow, 'name' | 'stage'>): Record<string, string> {
  return { 'stepline:workflow': name, 'stepline:stage': stage };
}
