/** The file, checked: what `workflow.yaml` says, every value with its position. */
import type { Position, Problem } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Step } from './step.ts';
import type { TestSpec } from './test.ts';

export type QueryLanguage = 'JSONata' | 'JSONPath';
export type Architecture = 'x86_64' | 'arm64';

export interface Workflow {
  /** Path of the file as the user would type it. */
  readonly file: string;
  /** Absolute folder that relative paths in the file start from. */
  readonly folder: string;
  readonly name: string;
  readonly stage: string;
  readonly description?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** ASL's TimeoutSeconds of the whole state machine. */
  readonly timeoutSeconds?: number;
  /** Events of executions in CloudWatch Logs; undefined: none. */
  readonly logging?: LoggingSpec;
  /** Whether X-Ray traces executions. */
  readonly tracing: boolean;
  /** ARN of the state machine's role, when the user brings one. */
  readonly role?: string;
  /** ARN of the policy that bounds every role that is made. */
  readonly permissionsBoundary?: string;
  /** What the state machine may do beside what its states need: on what, where these do not tell. */
  readonly permissions: readonly PermissionSpec[];
  readonly functions: readonly FunctionSpec[];
  readonly definition: StepsDefinition | AslDefinition;
  /** What `run` executes with, unless it is told otherwise. */
  readonly input: Json;
  readonly tests: readonly TestSpec[];
  /** Where zips go that are too large for a request. */
  readonly artifacts?: ArtifactsSpec;
  /** Versions kept after a promotion. */
  readonly keep: number;
  /** Move `live` in two steps: a share of the executions first, all of them when none of these has failed. */
  readonly promote?: Shift;
  /** Things that work but deserve a look. */
  readonly warnings: readonly Problem[];
  /** Where the value at a path of keys and indices stands; the nearest parent's place when it does not stand itself. */
  readonly locate: Locate;
}

/** Where a value begins, or a part of it that is a text. */
export type Locate = (path: Path, excerpt?: Excerpt) => Position;

/** A part of a text, and a character of that part: what an expression's own parser tells of a mistake. */
export interface Excerpt {
  readonly text: string;
  /** Characters before it, from the start of `text`. */
  readonly offset: number;
}

export interface ArtifactsSpec {
  readonly bucket: string;
  /** What the keys of the objects begin with. */
  readonly prefix: string;
}

/** Keys and indices from the top of a document down to a value. */
export type Path = readonly (string | number)[];

/** A share of executions, in percent, and how long the new version has no more than that. */
export interface Shift {
  readonly percent: number;
  readonly forSeconds: number;
}

/** One Lambda function: its code and configuration. Defaults are already merged in; inferred values are filled in. */
export type FunctionSpec = FunctionSettings & (SourceCode | ImageCode);

/** Code that is packaged. */
export interface SourceCode {
  /** Absolute path of the file or folder. */
  readonly source: string;
  /** A Lambda runtime identifier, such as `python3.13`. */
  readonly runtime: string;
  /** `module.function`, as Lambda wants it, for the packaged form of the source. */
  readonly handler: string;
  readonly image?: undefined;
}

/** Code that stands in a registry. */
export interface ImageCode {
  readonly image: ImageSpec;
  readonly source?: undefined;
  readonly runtime?: undefined;
  readonly handler?: undefined;
}

/** A container image; what is left out is the image's own. */
export interface ImageSpec {
  readonly uri: string;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
}

export interface FunctionSettings {
  /** Key under `functions:`, or derived from the path of a `function:` step. */
  readonly key: string;
  readonly at: Position;
  /** Megabytes. */
  readonly memory: number;
  readonly timeoutSeconds: number;
  readonly architecture: Architecture;
  readonly description?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly permissions: readonly PermissionSpec[];
  readonly url?: UrlSpec;
  /** ARNs of layer versions. */
  readonly layers: readonly string[];
  /** Megabytes of /tmp. */
  readonly ephemeralStorage: number;
  readonly vpc?: VpcSpec;
  /** ARN of an SQS queue or SNS topic. */
  readonly deadLetter?: string;
  readonly logs: LogsSpec;
  /** Whether X-Ray traces invocations. */
  readonly tracing: boolean;
  readonly reservedConcurrency?: number;
  /** ARN of the KMS key that encrypts the environment. */
  readonly kmsKey?: string;
  /** ARN of the function's role, when the user brings one. */
  readonly role?: string;
}

export interface VpcSpec {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** Where a function logs to: levels are of the format JSON alone. */
export interface LogsSpec {
  readonly format: 'Text' | 'JSON';
  readonly level?: string;
  readonly systemLevel?: string;
  readonly retentionDays?: number;
  /** Undefined: a group of the function's own. */
  readonly group?: string;
}

/** What a state machine logs. */
export interface LoggingSpec {
  readonly level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData: boolean;
  readonly retentionDays?: number;
  /** Undefined: a group of the state machine's own. */
  readonly group?: string;
}

/** What a function, or the state machine, may do, in IAM's words. */
export interface PermissionSpec {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface UrlSpec {
  readonly auth: 'NONE' | 'AWS_IAM';
  readonly invokeMode: 'BUFFERED' | 'RESPONSE_STREAM';
  readonly cors?: {
    readonly allowOrigins?: readonly string[];
    readonly allowMethods?: readonly string[];
    readonly allowHeaders?: readonly string[];
    readonly exposeHeaders?: readonly string[];
    readonly allowCredentials?: boolean;
    readonly maxAgeSeconds?: number;
  };
}

export interface StepsDefinition {
  readonly kind: 'steps';
  readonly queryLanguage: QueryLanguage;
  readonly steps: readonly Step[];
}

/** A whole definition from a file (or as the file itself says), in ASL. */
export interface AslDefinition {
  readonly kind: 'asl';
  /** ASL with `${…}` still in it where it needs the target (region, account, functions). */
  readonly document: JsonObject;
  /** Where something of that document stands, by its path inside of it. */
  readonly locate: Locate;
}
