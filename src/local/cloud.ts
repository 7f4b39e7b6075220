/**
 * The embedded AWS as its own services see it: one face for each service that another one calls, and what they
 * share. Clients never come this way; they come over HTTP.
 */
import type { CreateConnectionAuthRequestParameters } from '@aws-sdk/client-eventbridge';
import type { Clock, ExecutionClock } from '../clock.ts';
import type { JsonObject } from '../json.ts';
import type { Caller } from './caller.ts';
import type { Wire } from './service.ts';
import type { Mocks } from './states/mocks.ts';

export interface CloudOptions {
  /** The account of callers whose access key id is not itself an account. */
  readonly account: string;
  /** How long a new role, or a new policy of a role, is not seen by other services. Milliseconds. */
  readonly propagationMs: number;
  /** Whether callers have to prove who they are: without it, a key that nobody has issued is its account's root. */
  readonly enforce: boolean;
  /** Addresses of services that are elsewhere, as SDKs read them from AWS_ENDPOINT_URL_…: `DYNAMODB`, `SECRETS_MANAGER`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Whether somebody outside may answer tasks by their tokens. */
  readonly outsiders: boolean;
  /** The folder where DynamoDB's tables are kept, if they are. */
  readonly dynamoDb: string | undefined;
  /** Takes a line that a person who runs the endpoint should see (a nearest runtime was taken, …). */
  readonly note: (line: string) => void;
}

export interface Cloud {
  readonly options: CloudOptions;
  /** The time that clients and processes live by. */
  readonly clock: Clock;
  /** The time of executions, of functions' logs and of what is tried again: ahead of `clock` where waits are skipped. */
  readonly executionClock: ExecutionClock;
  /** `http://127.0.0.1:PORT`: what functions get as AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly states: States;
  readonly logs: Logs;
  readonly queues: Queues;
  readonly topics: Topics;
  readonly buses: Buses;
  readonly objects: Objects;
  /** Whether requests signed for the service are answered at `endpoint`. */
  has(signingName: string): boolean;
  /** To be told of what changes without a call, or after its answer: it is written down soon where state is kept. */
  changed(): void;
  /** Ends everything: processes, timers, sockets, folders. */
  close(): Promise<void>;
}

/** Keys and values of a request's context, for conditions: `aws:SourceArn` → one or more values. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** Somebody acting as a role: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
export interface Session {
  readonly arn: string;
  readonly roleArn: string;
  readonly account: string;
  /** The role's unique id and the session's name, joined by a colon (STS's AssumedRoleId). */
  readonly assumedRoleId: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** A person or a program with lasting keys: `arn:aws:iam::ACCOUNT:user/PATH/NAME`. */
export interface User {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
  /** Unique for ever, as a role's (`AIDA…`). */
  readonly id: string;
}

/** Those who have keys to sign with. */
export type Signer =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'root'; readonly account: string };

export type Principal =
  | Signer
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

/** Whose key an access key id is, and what its signatures are made with. */
export interface AccessKey {
  readonly owner: Signer;
  readonly secretAccessKey: string;
  /** Temporary keys go with a token. */
  readonly sessionToken?: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; lasting keys have none. */
  readonly expires?: number;
  /** A key that is not is refused, and does not become that of an unknown (that is, any) user. */
  readonly isActive: boolean;
}

/** Stands for a resource that nobody can name: a statement allows it when it allows any. */
export const anyResource = 'any resource';

export interface AccessRequest {
  readonly principal: Principal;
  /** Such as `lambda:InvokeFunction`. */
  readonly action: string;
  readonly resource: string;
  /** What a refusal calls the resource, where AWS does not give its ARN: `role NAME`. */
  readonly called?: string | undefined;
  /** Account that owns the resource: what decides whether one or both of the policies must allow. */
  readonly resourceAccount: string;
  readonly context?: ConditionContext;
  /** The resource's own policy, when its service has one. */
  readonly resourcePolicy?: JsonObject;
}

/** A decision of IAM. `message` is AWS's sentence for a denial: `User: ARN is not authorized to perform: …`. */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly message: string };

export interface Iam {
  /**
   * A service assumes a role: `service` is the principal, such as `states.amazonaws.com`. Undefined when the role
   * does not exist, is not seen yet (propagation), or does not trust the service (global or regional principal).
   */
  assumeRoleAsService(request: {
    readonly roleArn: string;
    readonly service: string;
    readonly region: string;
    readonly sessionName: string;
    readonly context?: ConditionContext;
  }): Session | undefined;
  /** One role assumes another (the `Credentials` field of a state). Undefined where IAM says no. */
  assumeRole(request: {
    readonly principal: Principal;
    readonly roleArn: string;
    readonly sessionName: string;
  }): Session | undefined;
  /** Keys for a session; requests signed with them are the session's. */
  issueCredentials(session: Session): Credentials;
  /** The keys of an account's root: the same ones each time. */
  rootKey(account: string): Pick<Credentials, 'accessKeyId' | 'secretAccessKey'>;
  /** The key that an access key id stands for, whether it is still good or not. */
  keyOf(accessKeyId: string): AccessKey | undefined;
  authorize(request: AccessRequest): Decision;
}

export interface InvokeRequest {
  /** Name, partial or whole ARN, with or without a qualifier. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** Where a bare name is looked up. */
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  readonly payload: Buffer;
  readonly type: 'RequestResponse' | 'Event' | 'DryRun';
  readonly clientContext?: string;
  /** X-Ray's header of the caller. */
  readonly traceHeader?: string;
  readonly signal?: AbortSignal;
  /** For conditions of resource policies: who it is on behalf of (`aws:SourceArn`, …). */
  readonly context?: ConditionContext;
}

export interface InvokeResult {
  readonly statusCode: 200 | 202 | 204;
  /** JSON text as the function returned it, or Lambda's error document. */
  readonly payload: Buffer;
  readonly functionError?: 'Handled' | 'Unhandled';
  readonly executedVersion: string;
  readonly requestId: string;
  /** X-Ray's header, as the function gets it. */
  readonly traceId: string;
  /** The last 4 KB of what the request logged. */
  readonly logTail: string;
}

export interface Lambda {
  /** Invokes, IAM included. Throws AwsError (ResourceNotFoundException, AccessDeniedException, …). */
  invoke(request: InvokeRequest): Promise<InvokeResult>;
  taggedResources(account: string, region: string): readonly TaggedResource[];
}

export interface States {
  /** What stands for calls of state machines, when an execution asks for it. */
  readonly mocks: Mocks;
  /** Where there are state machines, or were. */
  homes(): readonly { readonly account: string; readonly region: string }[];
  taggedResources(account: string, region: string): readonly TaggedResource[];
}

export interface TaggedResource {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Puts these tags in the place of those. */
  readonly retag: (tags: Readonly<Record<string, string>>) => void;
}

export interface LogEvent {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly timestamp: number;
  readonly message: string;
}

export interface Logs {
  /** Appends to a stream; group and stream are made where they are missing. Who may is the caller's to check. */
  write(target: {
    readonly account: string;
    readonly region: string;
    readonly group: string;
    readonly stream: string;
    readonly events: readonly LogEvent[];
  }): void;
  groupExists(account: string, region: string, group: string): boolean;
  taggedResources(account: string, region: string): readonly TaggedResource[];
}

/** What one service hands to another on somebody's behalf. */
interface Delivery {
  /** A service, which its resource's policy has to allow, or a role's session. */
  readonly principal: Principal;
  /** For conditions: of the topic or rule that it comes from (`aws:SourceArn`, …). */
  readonly context?: ConditionContext;
  /** Texts and numbers that go along: by name, with SQS's data type. */
  readonly attributes?: Readonly<
    Record<string, { readonly type: 'String' | 'Number'; readonly value: string }>
  >;
}

/** Queues, as other services deliver to them. */
export interface Queues {
  /** Sends a message. Throws AwsError where the queue is missing or IAM does not allow it. */
  deliver(
    delivery: Delivery & {
      readonly queueArn: string;
      readonly body: string;
      /** X-Ray's header, which the message carries as AWSTraceHeader. */
      readonly traceHeader?: string;
    },
  ): void;
}

/** Topics of SNS, as other services publish to them. */
export interface Topics {
  /** Throws AwsError where the topic is missing or IAM does not allow it. */
  deliver(delivery: Delivery & { readonly topicArn: string; readonly message: string }): void;
}

/** EventBridge's connection: what HTTP tasks authenticate with. Times in milliseconds since 1970. */
export interface Connection {
  readonly name: string;
  readonly arn: string;
  /** Of the secret that EventBridge keeps for it. */
  readonly secretArn: string;
  readonly description?: string | undefined;
  readonly authorizationType: 'BASIC' | 'OAUTH_CLIENT_CREDENTIALS' | 'API_KEY';
  readonly parameters: Wire<CreateConnectionAuthRequestParameters>;
  readonly state: 'AUTHORIZED' | 'DEAUTHORIZED';
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly authorizedAt: number;
}

/** Event buses, as other services put events on them, and connections. */
export interface Buses {
  /** By ARN. */
  connection(arn: string): Connection | undefined;
  /** Throws AwsError where IAM does not allow it. */
  deliver(
    delivery: Delivery & {
      readonly busArn: string;
      readonly source: string;
      readonly detailType: string;
      readonly detail: JsonObject;
      readonly resources: readonly string[];
    },
  ): void;
}

/** Where an object of S3 lies. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string | undefined;
}

/** Objects of S3, as other services read them for their callers. */
export interface Objects {
  /** Rejects with AwsError (NoSuchBucket, NoSuchKey, AccessDenied, …) in S3's words. */
  read(caller: Caller, place: ObjectPlace): Promise<Buffer>;
}
