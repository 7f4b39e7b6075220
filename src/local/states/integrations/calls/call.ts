/** A call of an AWS service that a state makes, whichever protocol the service speaks. */
import type { JsonObject } from '../../../../json.ts';
import type { Credentials } from '../../../cloud.ts';
import type { SdkService } from './services.ts';

export interface ServiceCall {
  readonly service: SdkService;
  /** In the SDK's capitals: `PutItem`. */
  readonly operation: string;
  /** Members as Step Functions names them. */
  readonly parameters: JsonObject;
}

/** Where the call goes to, and who makes it. */
export interface Connection {
  /** `http://HOST:PORT` */
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
}

export interface ServiceAnswer {
  /** Named as Step Functions names them. */
  readonly members: JsonObject;
  readonly requestId: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the service refused, in its own words. */
export class ServiceRefusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  /** S3 has two. */
  readonly extendedRequestId: string | undefined;

  constructor(facts: {
    readonly code: string;
    readonly message: string;
    readonly status: number;
    readonly requestId: string;
    readonly extendedRequestId?: string | undefined;
  }) {
    super(facts.message);
    this.name = facts.code;
    this.code = facts.code;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.extendedRequestId = facts.extendedRequestId;
  }
}

/** Nobody answered: the service is not where the call went to. */
export class Unreachable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unreachable';
  }
}
