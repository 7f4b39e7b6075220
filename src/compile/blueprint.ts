/** The resources wanted: everything that a workflow needs at its target, before anything is known of what stands. */
import type { Position, Problem } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { FunctionSettings, ImageCode, LoggingSpec, SourceCode } from '../workflow/workflow.ts';

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
  /** Each once, also where functions share one. */
  readonly logGroups: readonly LogGroupBlueprint[];
  readonly stateMachine: StateMachineBlueprint;
  readonly warnings: readonly Problem[];
}

export type FunctionBlueprint = FunctionResource & (SourceCode | ImageCode);

export interface FunctionResource extends Omit<FunctionSettings, 'description' | 'permissions' | 'role'> {
  readonly name: string;
  /** Unqualified. */
  readonly arn: string;
  readonly description: string;
  readonly role: RoleBlueprint;
  /** Name of the group that it logs to. */
  readonly logGroup: string;
}

export interface LogGroupBlueprint {
  readonly name: string;
  /** Undefined: for ever. */
  readonly retentionDays?: number;
}

export interface RoleBlueprint {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string;
  readonly trust: JsonObject;
  /** What it may do; where the role is given, what it must be allowed to do. */
  readonly statements: readonly Statement[];
  /** ARN of the policy that bounds it. */
  readonly permissionsBoundary?: string;
  /** The user's own: it is passed, and never made, changed or deleted. */
  readonly isGiven: boolean;
}

/** One statement of a role's inline policy; `reason` says which step or resource needs it. */
export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: JsonObject;
  readonly reason: string;
}

export interface StateMachineBlueprint {
  readonly name: string;
  readonly arn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly role: RoleBlueprint;
  /** Those of the role's statements that the user wrote himself. */
  readonly permissions: readonly Statement[];
  readonly logging: StateMachineLogging;
  readonly tracing: boolean;
  /** ASL, in which functions stand as references (references.ts) until their versions are published. */
  readonly definition: JsonObject;
  /** Keys of the functions that the definition refers to. */
  readonly functionKeys: readonly string[];
  /** Where each state stands in the user's files; names are unique in a machine. */
  readonly positions: ReadonlyMap<string, Position>;
}

/** Without a group exactly when the level is OFF. */
export interface StateMachineLogging extends Pick<LoggingSpec, 'level' | 'includeExecutionData'> {
  readonly logGroup?: string;
  /** As Step Functions wants it: with `:*` at its end. */
  readonly logGroupArn?: string;
}
