/** Code signing configurations: kept, shown and tied to functions. Signatures are not checked here. */
import type {
  CodeSigningConfig,
  CreateCodeSigningConfigRequest,
  GetCodeSigningConfigRequest,
  GetCodeSigningConfigResponse,
  ListCodeSigningConfigsRequest,
  ListCodeSigningConfigsResponse,
  ListFunctionsByCodeSigningConfigResponse,
  UpdateCodeSigningConfigRequest,
} from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { timestamp } from '../configuration.ts';
import { functionArn } from '../names.ts';
import { page } from '../paging.ts';
import { conflict } from '../validation.ts';
import { newCodeSigningId } from './model.ts';

type Named = Call<Wire<GetCodeSigningConfigRequest>>;

export const createCodeSigningConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<CreateCodeSigningConfigRequest>>,
  ): GetCodeSigningConfigResponse => {
    const id = newCodeSigningId();
    const { partition, region, account } = caller;
    const arn = `arn:${partition}:lambda:${region}:${account}:code-signing-config:${id}`;
    backend.codeSigningConfigs.tag(arn, input.Tags ?? {});
    return keep(backend, {
      CodeSigningConfigId: id,
      CodeSigningConfigArn: arn,
      Description: input.Description ?? '',
      AllowedPublishers: input.AllowedPublishers,
      CodeSigningPolicies: input.CodeSigningPolicies ?? { UntrustedArtifactOnDeployment: 'Warn' },
    });
  },
);

export const updateCodeSigningConfig = operation(
  (
    backend: LambdaBackend,
    { input }: Call<Wire<UpdateCodeSigningConfigRequest>>,
  ): GetCodeSigningConfigResponse => {
    const before = backend.codeSigningConfigs.require(input.CodeSigningConfigArn ?? '');
    return keep(backend, {
      ...before,
      ...(input.Description !== undefined && { Description: input.Description }),
      ...(input.AllowedPublishers && {
        AllowedPublishers: input.AllowedPublishers,
      }),
      ...(input.CodeSigningPolicies && { CodeSigningPolicies: input.CodeSigningPolicies }),
    });
  },
);

function keep(
  { codeSigningConfigs, cloud }: LambdaBackend,
  config: Omit<CodeSigningConfig, 'LastModified'>,
): GetCodeSigningConfigResponse {
  const LastModified = timestamp(cloud.clock.now());
  return { CodeSigningConfig: codeSigningConfigs.set({ ...config, LastModified }) };
}

export const getCodeSigningConfig = operation(
  (backend: LambdaBackend, { input }: Named): GetCodeSigningConfigResponse => ({
    CodeSigningConfig: backend.codeSigningConfigs.require(input.CodeSigningConfigArn ?? ''),
  }),
);

export const listCodeSigningConfigs = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<ListCodeSigningConfigsRequest>>,
  ): ListCodeSigningConfigsResponse => {
    const { items, ...marker } = page(backend.codeSigningConfigs.in(caller), input);
    return { CodeSigningConfigs: items, ...marker };
  },
);

/** Throws ResourceConflictException while a function has it. */
export const deleteCodeSigningConfig = operation(
  (backend: LambdaBackend, { input, caller }: Named): object => {
    const arn = input.CodeSigningConfigArn ?? '';
    backend.codeSigningConfigs.require(arn);
    if (backend.list(caller).some(({ codeSigning }) => codeSigning === arn)) {
      throw conflict(`Cannot delete CodeSigningConfig '${arn}' because it is in use.`);
    }
    backend.codeSigningConfigs.delete(arn);
    return {};
  },
);

export const listFunctionsByCodeSigningConfig = operation(
  (backend: LambdaBackend, { input, caller }: Named): ListFunctionsByCodeSigningConfigResponse => {
    const { CodeSigningConfigArn: arn = '' } = input;
    backend.codeSigningConfigs.require(arn);
    const users = backend.list(caller).filter(({ codeSigning }) => codeSigning === arn);
    return { FunctionArns: users.map(({ place, name }) => functionArn({ ...place, name })) };
  },
);
