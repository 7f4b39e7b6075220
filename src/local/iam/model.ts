/** What an account's IAM holds. */
import type { PolicyDocument } from './document/document.ts';
import type { IssuedKey } from './keyring.ts';
import type { Propagating, Seen } from './propagating.ts';

export type Tags = ReadonlyMap<string, string>;

export interface Role {
  readonly name: string;
  readonly path: string;
  /** Unique for ever: a role made again under the same name is another one. */
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly created: Date;
  description: string | undefined;
  maxSessionSeconds: number;
  tags: Tags;
  /** What other services see of the role, and see late. */
  readonly access: Propagating<RoleAccess>;
}

export interface User {
  readonly name: string;
  readonly path: string;
  /** Unique for ever, as a role's. */
  readonly id: string;
  readonly arn: string;
  readonly account: string;
  readonly created: Date;
  /** Oldest first. */
  readonly keys: IssuedKey[];
  tags: Tags;
  readonly access: Propagating<Permissions>;
}

/** Who may be the role, and what the role may do. */
export interface RoleAccess extends Permissions {
  readonly trust: PolicyDocument;
}

/** What a role or a user may do. */
export interface Permissions {
  /** By name. */
  readonly inline: ReadonlyMap<string, PolicyDocument>;
  /** ARNs, in the order of attachment. */
  readonly attached: readonly string[];
  /** ARN of a managed policy. */
  readonly boundary?: string | undefined;
}

/** A policy of the account's or of AWS's. */
export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly created: Date;
  readonly updated: Date;
  readonly description: string | undefined;
  readonly tags: Tags;
  /** By id (`v1`), oldest first. */
  readonly versions: ReadonlyMap<string, PolicyVersion>;
  readonly defaultVersion: string;
  /** The default version's document. */
  readonly document: Seen<PolicyDocument>;
}

/** A policy that the account can change. */
export interface OwnPolicy extends ManagedPolicy {
  updated: Date;
  tags: Tags;
  readonly versions: Map<string, PolicyVersion>;
  /** Counts the deleted ones too: their ids do not come back. */
  versionsMade: number;
  defaultVersion: string;
  readonly document: Propagating<PolicyDocument>;
}

export interface PolicyVersion {
  readonly id: string;
  readonly created: Date;
  readonly document: PolicyDocument;
}
