/** What a caller of Lambda needs to be allowed (service authorization reference, "AWS Lambda"). */
import type { Intent } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { ConditionContext } from '../cloud.ts';
import type { Call } from '../service.ts';
import { requestTags, tagsAsContext } from '../tag-context.ts';
import type { LambdaBackend } from './backend.ts';
import { accessTo } from './invoke/invoke.ts';
import { readLayerArn } from './layers/model.ts';
import { functionArn, readNewName, readReference, type FunctionReference } from './names.ts';

/** Members that tell what a request is about, or bring conditions. */
interface Input {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly LayerName?: string;
  readonly VersionNumber?: string;
  readonly Arn?: string;
  readonly Resource?: string;
  readonly CodeSigningConfigArn?: string;
  readonly Role?: string;
  readonly Layers?: readonly string[];
  readonly Tags?: unknown;
  readonly tagKeys?: string | readonly string[];
  readonly AuthType?: string;
  readonly FunctionUrlAuthType?: string;
  readonly Principal?: string;
  readonly VpcConfig?: {
    readonly SubnetIds?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
  };
}

/** One for the operation itself, others for what it does besides. */
export function lambdaIntents(
  backend: LambdaBackend,
  operation: string,
  { input, caller }: Call<unknown>,
): readonly Intent[] {
  // Lambda asks for itself before it invokes; whoever knows where code is to be had may have it.
  if (operation.startsWith('Invoke') || operation === 'download') return [];
  const members = input as Input;
  const action = `lambda:${actions[operation] ?? operation}`;
  const itself = { action, ...resourceOf(backend, operation, members, caller) };
  const context = { ...itself.context, ...contextOf(members) };
  return [{ ...itself, context }, ...besides(backend, operation, members, caller)];
}

/** Operations whose action has another name. */
const actions: Readonly<Record<string, string>> = { GetLayerVersionByArn: 'GetLayerVersion' };

/** Operations whose versions and aliases are resources of their own. */
const onQualified = /^(Put|Get|Delete)ProvisionedConcurrencyConfig$/;

function resourceOf(
  backend: LambdaBackend,
  operation: string,
  input: Input,
  caller: Caller,
): Omit<Intent, 'action'> {
  const { FunctionName, Qualifier, LayerName, VersionNumber, Arn } = input;
  if (FunctionName !== undefined) {
    const { qualifier, ...reference } = named(operation, caller, FunctionName, Qualifier);
    const asked =
      qualifier !== undefined && onQualified.test(operation) ? { ...reference, qualifier } : reference;
    const lambda = backend.find(reference);
    const { resource, resourceAccount: owner, resourcePolicy: policy } = accessTo(lambda, asked);
    return { resource, owner, policy, context: tagsAsContext(Object.entries(lambda?.tags ?? {})) };
  }
  if (LayerName !== undefined) {
    const arn = readLayerArn(caller, LayerName);
    return layer(backend, VersionNumber === undefined ? arn : `${arn}:${VersionNumber}`);
  }
  if (Arn !== undefined) return layer(backend, Arn);
  return { resource: input.Resource ?? input.CodeSigningConfigArn ?? '*' };
}

/** A name that is to be is refused in other words than one that should be there. */
function named(operation: string, caller: Caller, name: string, qualifier?: string): FunctionReference {
  if (operation !== 'CreateFunction') return readReference(caller, name, qualifier);
  const { account, region, partition } = caller;
  return { account, region, partition, name: readNewName(caller, name) };
}

/** A layer or a version of it, which other accounts may have been given. */
function layer(backend: LambdaBackend, arn: string): Omit<Intent, 'action'> {
  const statements = backend.layers.byArn(arn)?.policy?.statements;
  const policy = statements && { Version: '2012-10-17', Statement: statements };
  return { resource: arn, owner: arn.split(':')[4] ?? '', policy };
}

function contextOf(input: Input): ConditionContext {
  const { AuthType, FunctionUrlAuthType = AuthType, Principal, Layers, VpcConfig, tagKeys } = input;
  return {
    ...requestTags(input.Tags, tagKeys === undefined ? undefined : [tagKeys].flat()),
    ...(FunctionUrlAuthType !== undefined && { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType }),
    ...(Principal !== undefined && { 'lambda:Principal': Principal }),
    ...(Layers && { 'lambda:Layer': Layers }),
    ...(VpcConfig?.SubnetIds && { 'lambda:SubnetIds': VpcConfig.SubnetIds }),
    ...(VpcConfig?.SecurityGroupIds && { 'lambda:SecurityGroupIds': VpcConfig.SecurityGroupIds }),
  };
}

/** What the caller has Lambda do in its name: pass the role, tag, use layers. S3 is asked when the code is read. */
function besides(backend: LambdaBackend, operation: string, input: Input, caller: Caller): Intent[] {
  const { FunctionName = '', Role, Tags, Layers = [] } = input;
  if (!/^(CreateFunction|UpdateFunction(Code|Configuration))$/.test(operation)) return [];
  const arn = functionArn(named(operation, caller, FunctionName));
  const passing = { 'iam:PassedToService': 'lambda.amazonaws.com', 'iam:AssociatedResourceArn': arn };
  const tagging = { action: 'lambda:TagResource', resource: arn, context: requestTags(Tags, undefined) };
  return [
    ...(Role === undefined ? [] : [{ action: 'iam:PassRole', resource: Role, context: passing }]),
    ...(Tags === undefined ? [] : [tagging]),
    ...Layers.map((name) => ({ action: 'lambda:GetLayerVersion', ...layer(backend, name) })),
  ];
}
