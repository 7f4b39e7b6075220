/** A state machine: its current revision, its published versions, its aliases. */
import { randomUUID } from 'node:crypto';
import type {
  EncryptionConfiguration,
  LoggingConfiguration,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import type { Program, StateMachineType } from '../asl/index.ts';
import type { Alias } from './alias.ts';

/** What an update replaces as a whole; executions and versions keep the one that they were made of. */
export interface Revision extends Settings {
  /** Nothing for the revision that CreateStateMachine made (AWS calls it INITIAL and does not show it). */
  readonly id?: string;
  /** Milliseconds since 1970. */
  readonly date: number;
}

/** What a caller decides about a state machine. */
export interface Settings {
  /** The text as it was sent: AWS compares definitions as text. */
  readonly definition: string;
  readonly program: Program;
  /** By state: what the definition reads of workflow variables. */
  readonly variableReferences: Readonly<Record<string, string[]>>;
  readonly roleArn: string;
  readonly logging: LoggingConfiguration;
  readonly tracing: TracingConfiguration;
  readonly encryption: EncryptionConfiguration;
}

export interface Version {
  readonly number: number;
  readonly arn: string;
  readonly revision: Revision;
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly creationDate: number;
}

export interface Identity {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
}

export interface Publication {
  readonly publish: boolean;
  readonly versionDescription: string | undefined;
}

export class StateMachine implements Identity {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly creationDate: number;
  readonly versions = new Map<number, Version>();
  readonly aliases = new Map<string, Alias>();
  readonly tags = new Map<string, string>();
  /** What CreateStateMachine was asked to publish: part of what makes a request a repeated one. */
  readonly createdWith: Publication;
  status: 'ACTIVE' | 'DELETING' = 'ACTIVE';
  revision: Revision;
  /** The number of the last version, even where that is gone. */
  lastVersion = 0;

  constructor({ arn, name, type }: Identity, settings: Settings, publication: Publication, now: number) {
    this.arn = arn;
    this.name = name;
    this.type = type;
    this.createdWith = publication;
    this.creationDate = now;
    this.revision = { ...settings, date: now };
  }

  /** Replaces the current revision, unless nothing changes. */
  update(changes: Partial<Settings>, now: number): void {
    const next = { ...this.revision, ...changes };
    if (sameSettings(next, this.revision) && next.roleArn === this.revision.roleArn) return;
    this.revision = { ...next, id: randomUUID(), date: now };
  }

  /** The version of the current revision: the one that there is, or a new one. Numbers are never used twice. */
  publish(now: number, description?: string): Version {
    const existing = [...this.versions.values()].find(({ revision }) => revision === this.revision);
    if (existing) return existing;
    const number = ++this.lastVersion;
    const version: Version = {
      number,
      arn: `${this.arn}:${number}`,
      revision: this.revision,
      creationDate: now,
      ...(description !== undefined && { description }),
    };
    this.versions.set(number, version);
    return version;
  }
}

/** What CreateStateMachine compares to tell a repeated request from a name that is taken; the role is not part of it. */
export function sameSettings(a: Settings, b: Settings): boolean {
  return a.definition === b.definition && configurations(a) === configurations(b);
}

function configurations({ logging, tracing, encryption }: Settings): string {
  return JSON.stringify([logging, tracing, encryption]);
}
