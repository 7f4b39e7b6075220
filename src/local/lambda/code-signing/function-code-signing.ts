/** The code signing configuration of a function. */
import type {
  GetFunctionCodeSigningConfigRequest,
  GetFunctionCodeSigningConfigResponse,
  PutFunctionCodeSigningConfigRequest,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireFunction } from '../lookup.ts';
import type { LambdaFunction } from '../model.ts';
import { readOwnReference } from '../names.ts';

type Named = Call<Wire<GetFunctionCodeSigningConfigRequest>>;

export const putFunctionCodeSigningConfig = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<PutFunctionCodeSigningConfigRequest>>,
  ): GetFunctionCodeSigningConfigResponse => {
    const arn = requireConfig(backend, input.CodeSigningConfigArn ?? '');
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    lambda.codeSigning = arn;
    return { CodeSigningConfigArn: arn, FunctionName: lambda.name };
  },
);

/** The ARN of a configuration that is there. Throws CodeSigningConfigNotFoundException. */
export function requireConfig({ codeSigningConfigs }: LambdaBackend, arn: string): string {
  if (codeSigningConfigs.has(arn)) return arn;
  throw new AwsError(
    'CodeSigningConfigNotFoundException',
    `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
    404,
  );
}

/** Without an ARN where the function has none. */
export const getFunctionCodeSigningConfig = operation(
  (backend: LambdaBackend, { input, caller }: Named): Partial<GetFunctionCodeSigningConfigResponse> => {
    const { codeSigning, name } = find(backend, input, caller);
    return { CodeSigningConfigArn: codeSigning, FunctionName: name };
  },
);

export const deleteFunctionCodeSigningConfig = operation(
  (backend: LambdaBackend, { input, caller }: Named): object => {
    find(backend, input, caller).codeSigning = undefined;
    return {};
  },
);

function find(backend: LambdaBackend, input: Named['input'], caller: Named['caller']): LambdaFunction {
  return requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
}
