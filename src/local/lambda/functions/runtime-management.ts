/** When AWS updates a function's runtime: kept and shown; here the machine's own language runs it. */
import type {
  GetRuntimeManagementConfigRequest,
  GetRuntimeManagementConfigResponse,
  PutRuntimeManagementConfigRequest,
} from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireFunction, requireVersion } from '../lookup.ts';
import type { LambdaFunction } from '../model.ts';
import { functionArn, readOwnReference } from '../names.ts';
import { invalidParameter, oneOf, present, validate } from '../validation.ts';

export const putRuntimeManagementConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<PutRuntimeManagementConfigRequest>>,
  ): GetRuntimeManagementConfigResponse => {
    const { UpdateRuntimeOn: on = 'Auto', RuntimeVersionArn: version } = input;
    validate(
      present('updateRuntimeOn', input.UpdateRuntimeOn),
      oneOf('updateRuntimeOn', input.UpdateRuntimeOn, ['Auto', 'Manual', 'FunctionUpdate']),
    );
    if (on === 'Manual' && version === undefined) {
      throw invalidParameter('You must provide the runtime version ARN to set the update mode to Manual.');
    }
    const { lambda, name } = find(
      backend,
      readOwnReference(caller, input.FunctionName ?? '', input.Qualifier),
    );
    lambda.runtimeUpdates.set(name, { on, version });
    return describe(lambda, name);
  },
);

export const getRuntimeManagementConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetRuntimeManagementConfigRequest>>,
  ): GetRuntimeManagementConfigResponse => {
    const { lambda, name } = find(
      backend,
      readOwnReference(caller, input.FunctionName ?? '', input.Qualifier),
    );
    return describe(lambda, name);
  },
);

function find(backend: LambdaBackend, reference: ReturnType<typeof readOwnReference>) {
  const lambda = requireFunction(backend, reference);
  return { lambda, name: requireVersion(lambda, reference).version };
}

function describe(lambda: LambdaFunction, version: string): GetRuntimeManagementConfigResponse {
  const { on, version: runtime } = lambda.runtimeUpdates.get(version) ?? { on: 'Auto' };
  return {
    FunctionArn: functionArn({ ...lambda.place, name: lambda.name, qualifier: version }),
    UpdateRuntimeOn: on,
    RuntimeVersionArn: runtime,
  };
}
