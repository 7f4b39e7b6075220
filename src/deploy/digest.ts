/** What a plan is, in one short text: two plans with the same digest do the same to the same. */
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../json.ts';
import { contentHashOf } from './function/code.ts';
import { changesOf, type Plan } from './plan.ts';

/** Hex SHA-256 over what is wanted, what stands and what is to be done. Holds no secret that could be read back. */
export function digestOf(plan: Plan): string {
  const { blueprint, functions, stateMachine } = plan;
  const essence = {
    changes: changesOf(plan).map(({ action, resource, name, reasons }) => ({
      action,
      resource,
      name,
      reasons,
    })),
    pending: plan.pending ?? null,
    tags: blueprint.tags,
    roles: plan.roles.map(({ wanted }) => wanted),
    functions: functions.map(({ wanted, standing }) => ({
      ...withoutPlace(wanted.blueprint),
      content: contentHashOf(wanted),
      live: standing?.live?.version ?? null,
    })),
    logGroups: blueprint.logGroups,
    logging: stateMachine.wanted.logging,
    tracing: stateMachine.wanted.tracing,
    definition: stateMachine.wanted.definition,
    live: stateMachine.standing?.live?.versionArn ?? null,
  };
  return createHash('sha256')
    .update(canonicalJson(toJson(essence)))
    .digest('hex');
}

/** Where a function is described, and where its source lies on this machine, does not matter to what is deployed. */
function withoutPlace<T extends { at: unknown; source?: unknown }>(blueprint: T): Omit<T, 'at' | 'source'> {
  const { at: _at, source: _source, ...rest } = blueprint;
  return rest;
}

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
