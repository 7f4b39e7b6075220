/** What is kept of a function. */
import { randomUUID } from 'node:crypto';
import type {
  DestinationConfig,
  FunctionConfiguration,
  FunctionUrlConfig,
  RecursiveLoop,
  UpdateRuntimeOn,
} from '@aws-sdk/client-lambda';
import type { JsonObject } from '../../json.ts';
import type { Code } from './code/code-store.ts';
import type { Place } from './names.ts';

export const latestVersion = '$LATEST';

/** What a function's owner chose, with AWS's defaults in place. */
export type Settings = Readonly<
  Pick<
    FunctionConfiguration,
    | 'Architectures'
    | 'DeadLetterConfig'
    | 'Description'
    | 'Environment'
    | 'EphemeralStorage'
    | 'FileSystemConfigs'
    | 'Handler'
    | 'KMSKeyArn'
    | 'Layers'
    | 'LoggingConfig'
    | 'PackageType'
    | 'Runtime'
    | 'SnapStart'
    | 'TracingConfig'
    | 'VpcConfig'
  > & { MemorySize: number; Role: string; Timeout: number }
>;

/** Code and settings as they stand at $LATEST, or as they were published. */
export interface FunctionVersion {
  /** `$LATEST`, or the number. */
  readonly version: string;
  readonly settings: Settings;
  readonly code: Code;
  /** What its layers hold, in their order. */
  readonly layers: readonly Code[];
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** What it waits for until `settlesAt`: State Pending, or LastUpdateStatus InProgress. */
  readonly change: 'creation' | 'update' | 'none';
  /** Milliseconds since 1970. */
  readonly settlesAt: number;
  /** RevisionId until it has settled, and the one from then on. */
  readonly unsettledRevision: string;
  revision: string;
  /** What serves requests until an update has settled. */
  before?: FunctionVersion | undefined;
}

export interface Alias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Another version and the part of the requests that it gets. */
  readonly routing?: { readonly version: string; readonly weight: number };
  readonly revision: string;
}

/** A resource policy: of a function, a version or an alias. */
export interface Policy {
  readonly statements: readonly JsonObject[];
  readonly revision: string;
}

export interface FunctionUrl {
  config: FunctionUrlConfig;
  /** The name under which AWS would serve it: what a request tells as apiId. */
  readonly id: string;
  close(): Promise<void>;
}

export interface EventInvokeConfig {
  readonly retryAttempts?: number | undefined;
  /** Seconds. */
  readonly eventAge?: number | undefined;
  readonly destinations: DestinationConfig;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

export interface Provisioned {
  readonly requested: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Milliseconds since 1970; IN_PROGRESS until then. */
  readonly readyAt: number;
}

export interface RuntimeUpdates {
  readonly on: UpdateRuntimeOn;
  readonly version?: string | undefined;
}

export interface LambdaFunction {
  readonly place: Place;
  readonly name: string;
  latest: FunctionVersion;
  readonly published: Map<string, FunctionVersion>;
  /** The number of the last version; it is never used again. */
  lastPublished: number;
  /** What $LATEST was when that version was published. */
  publishedFrom?: Pick<FunctionVersion, 'settings' | 'code'>;
  readonly aliases: Map<string, Alias>;
  /** By qualifier; the function's own under the empty one. */
  readonly policies: Map<string, Policy>;
  readonly urls: Map<string, FunctionUrl>;
  tags: Readonly<Record<string, string>>;
  reservedConcurrency?: number | undefined;
  /** How its asynchronous invocations go, by qualifier. */
  readonly eventConfigs: Map<string, EventInvokeConfig>;
  /** By version or alias. */
  readonly provisioned: Map<string, Provisioned>;
  recursiveLoop: RecursiveLoop;
  /** By version; those that are not there are updated by AWS. */
  readonly runtimeUpdates: Map<string, RuntimeUpdates>;
  /** ARN of its code signing configuration. */
  codeSigning?: string | undefined;
  /** Requests that it serves at this moment. */
  running: number;
}

export function isSettled(version: FunctionVersion, now: number): boolean {
  return now >= version.settlesAt;
}

export function revisionOf(version: FunctionVersion, now: number): string {
  return isSettled(version, now) ? version.revision : version.unsettledRevision;
}

/** Gives what has changed without a new version a new RevisionId. */
export function touch(version: FunctionVersion): void {
  version.revision = randomUUID();
}

export function replaceTags(lambda: LambdaFunction, tags: Readonly<Record<string, string>>): void {
  lambda.tags = tags;
  touch(lambda.latest);
}
