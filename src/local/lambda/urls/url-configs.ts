/** Function URLs: CreateFunctionUrlConfig, GetFunctionUrlConfig, UpdateFunctionUrlConfig, DeleteFunctionUrlConfig, ListFunctionUrlConfigs. */
import type {
  CreateFunctionUrlConfigRequest,
  CreateFunctionUrlConfigResponse,
  DeleteFunctionUrlConfigRequest,
  FunctionUrlConfig,
  GetFunctionUrlConfigRequest,
  ListFunctionUrlConfigsRequest,
  ListFunctionUrlConfigsResponse,
  UpdateFunctionUrlConfigRequest,
} from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireFunction } from '../lookup.ts';
import type { FunctionUrl, LambdaFunction } from '../model.ts';
import { aliasPattern, functionArn, readOwnReference, type FunctionReference } from '../names.ts';
import { page } from '../paging.ts';
import { conflict, notFound, oneOf, present, validate } from '../validation.ts';
import { checkCors } from './cors.ts';
import { serveUrl } from './serve-url.ts';

interface Named {
  readonly FunctionName?: string | undefined;
  readonly Qualifier?: string | undefined;
}

const authTypes = ['NONE', 'AWS_IAM'];
const invokeModes = ['BUFFERED', 'RESPONSE_STREAM'];

export const createFunctionUrlConfig = operation(
  async (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<CreateFunctionUrlConfigRequest>>,
  ): Promise<CreateFunctionUrlConfigResponse> => {
    validate(present('authType', input.AuthType));
    checkInput(input);
    const reference = readUrlReference(caller, input);
    const lambda = backend.find(reference);
    if (!lambda || !hasQualifier(lambda, reference)) throw notFound('Function does not exist');
    requireNone(lambda, reference);
    const now = new Date(backend.cloud.clock.now()).toISOString();
    const url = await serveUrl(backend, lambda, reference, {
      FunctionUrl: undefined,
      FunctionArn: functionArn(reference),
      AuthType: input.AuthType,
      CreationTime: now,
      LastModifiedTime: now,
      InvokeMode: input.InvokeMode ?? 'BUFFERED',
      ...(input.Cors && Object.keys(input.Cors).length > 0 && { Cors: input.Cors }),
    });
    // As recorded: the answer to a creation shows the mode only where it was asked for.
    const { LastModifiedTime: _, InvokeMode: __, ...created } = url.config;
    return { ...created, InvokeMode: input.InvokeMode };
  },
);

export const getFunctionUrlConfig = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<GetFunctionUrlConfigRequest>>): FunctionUrlConfig =>
    find(backend, input, caller).url.config,
);

/** Members that the request leaves out stay; an empty Cors takes it away. */
export const updateFunctionUrlConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<UpdateFunctionUrlConfigRequest>>,
  ): FunctionUrlConfig => {
    checkInput(input);
    const reference = readUrlReference(caller, input);
    const lambda = backend.find(reference);
    if (!lambda || !hasQualifier(lambda, reference)) throw notFound('Function does not exist');
    const { url } = find(backend, input, caller);
    const { Cors: before, ...config } = url.config;
    const Cors = input.Cors ?? before;
    url.config = {
      ...config,
      AuthType: input.AuthType ?? config.AuthType,
      InvokeMode: input.InvokeMode ?? config.InvokeMode,
      LastModifiedTime: new Date(backend.cloud.clock.now()).toISOString(),
      ...(Cors && Object.keys(Cors).length > 0 && { Cors }),
    };
    return url.config;
  },
);

/** The permissions that were given for it stay, as in AWS. */
export const deleteFunctionUrlConfig = operation(
  async (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<DeleteFunctionUrlConfigRequest>>,
  ): Promise<object> => {
    const { lambda, url, key } = find(backend, input, caller);
    lambda.urls.delete(key);
    await url.close();
    return {};
  },
);

export const listFunctionUrlConfigs = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<ListFunctionUrlConfigsRequest>>,
  ): ListFunctionUrlConfigsResponse => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    const configs = [...lambda.urls.values()].map(({ config }) => config);
    const { items, ...marker } = page(configs, input);
    return { FunctionUrlConfigs: items, ...marker };
  },
);

function checkInput(input: Wire<UpdateFunctionUrlConfigRequest>): void {
  validate(oneOf('authType', input.AuthType, authTypes), oneOf('invokeMode', input.InvokeMode, invokeModes));
  checkCors(input.Cors);
}

function readUrlReference(caller: Caller, { FunctionName = '', Qualifier }: Named): FunctionReference {
  return readOwnReference(caller, FunctionName, Qualifier, aliasPattern);
}

function find(
  backend: LambdaBackend,
  input: Named,
  caller: Caller,
): { lambda: LambdaFunction; url: FunctionUrl; key: string } {
  const reference = readUrlReference(caller, input);
  const key = reference.qualifier ?? '';
  const lambda = backend.find(reference);
  const url = lambda?.urls.get(key);
  if (!lambda || !url) throw notFound('The resource you requested does not exist.');
  return { lambda, url, key };
}

function hasQualifier(lambda: LambdaFunction, { qualifier }: FunctionReference): boolean {
  return qualifier === undefined || lambda.aliases.has(qualifier);
}

function requireNone(lambda: LambdaFunction, { qualifier = '' }: FunctionReference): void {
  if (!lambda.urls.has(qualifier)) return;
  throw conflict(
    `Failed to create function url config for [functionArn = ${functionArn({ ...lambda.place, name: lambda.name, ...(qualifier && { qualifier }) })}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
  );
}
