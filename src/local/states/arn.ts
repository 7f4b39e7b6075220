/** The ARNs of Step Functions: built and taken apart. */
import { AwsError } from '../errors.ts';

/** Whose resources are meant: one account in one region of a partition. */
export interface Home {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export type ResourceType = 'stateMachine' | 'execution' | 'express' | 'activity' | 'mapRun';

/** `arn:aws:states:us-east-1:111111111111:TYPE:NAME` */
export function statesArn({ partition, region, account }: Home, type: ResourceType, name: string): string {
  return `arn:${partition}:states:${region}:${account}:${type}:${name}`;
}

/** Whose resource an ARN names. */
export function homeOf(arn: string): Home {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}

/**
 * Refuses what is no ARN of one of the types, as AWS does. Returns the part behind the type.
 * Throws InvalidArn.
 */
export function requireArn(arn: string, ...types: readonly ResourceType[]): string {
  const [prefix, , , , , type = '', ...rest] = arn.split(':');
  if (prefix !== 'arn' || rest.length === 0) throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (!types.some((expected) => expected === type)) {
    throw invalidArn(`Resource type not valid in this context: ${type}`);
  }
  return rest.join(':');
}

export interface StateMachineReference {
  /** Without a qualifier. */
  readonly arn: string;
  /** A version's number or an alias's name. */
  readonly qualifier?: string;
}

/** Takes a state machine's, a version's or an alias's ARN apart. Throws InvalidArn. */
export function parseStateMachineArn(arn: string): StateMachineReference {
  const [, qualifier] = requireArn(arn, 'stateMachine').split(':');
  return qualifier === undefined ? { arn } : { arn: arn.slice(0, -qualifier.length - 1), qualifier };
}

/** The state machine itself, of the ARN that the children of a map run have: `…:stateMachine:NAME/LABEL`. */
export function withoutLabel(stateMachineArn: string): string {
  return stateMachineArn.replace(/\/.*$/, '');
}

/** Whether a qualifier names a version; an alias's name is never all digits. */
export function isVersion(qualifier: string): boolean {
  return /^\d+$/.test(qualifier);
}

function invalidArn(detail: string): AwsError {
  return new AwsError('InvalidArn', `Invalid Arn: '${detail}'`);
}
