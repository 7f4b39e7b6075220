/** The resources wanted: everything that a workflow needs at its target, before anything is known of what stands. */
import type { Position, Problem } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Architecture, UrlSpec } from '../workflow/workflow.ts';

/** Where a blueprint is for. */
export interface Target {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

export interface Blueprint {
  readonly workflow: string;
  readonly stage: string;
  /** What marks everything as owned by this workflow and stage. */
  readonly tags: Readonly<Record<string, string>>;
  /** Path of all roles: how they are found again (the tagging API does not return roles). */
  readonly rolePath: string;
  readonly functions: readonly FunctionBlueprint[];
  readonly stateMachine: StateMachineBlueprint;
  readonly warnings: readonly Problem[];
}

export interface FunctionBlueprint {
  readonly key: string;
  readonly at: Position;
  readonly name: string;
  /** Unqualified. */
  readonly arn: string;
  readonly source: string;
  readonly runtime: string;
  readonly handler: string;
  readonly memory: number;
  readonly timeoutSeconds: number;
  readonly architecture: Architecture;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly role: RoleBlueprint;
  readonly logGroup: string;
  readonly url?: UrlSpec;
}

export interface RoleBlueprint {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string;
  readonly trust: JsonObject;
  readonly statements: readonly Statement[];
}

/** One statement of a role's inline policy; `reason` says which step or resource needs it. */
export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly reason: string;
}

export interface StateMachineBlueprint {
  readonly name: string;
  readonly arn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly role: RoleBlueprint;
  /** ASL, in which functions stand as references (references.ts) until their versions are published. */
  readonly definition: JsonObject;
  /** Keys of the functions that the definition refers to. */
  readonly functionKeys: readonly string[];
  /** Where each state stands in the user's files; names are unique in a machine. */
  readonly positions: ReadonlyMap<string, Position>;
}
