import type { DeleteFunctionRequest } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireSettled } from '../change.ts';
import { requireFunction } from '../lookup.ts';
import { latestVersion, type LambdaFunction } from '../model.ts';
import { functionArn, readOwnReference } from '../names.ts';
import { conflict, invalidParameter } from '../validation.ts';

/** Deletes a function with all that belongs to it, or one version of it. A version that is not there is no error. */
export const deleteFunction = operation(
  async (backend: LambdaBackend, { input, caller }: Call<Wire<DeleteFunctionRequest>>): Promise<object> => {
    const { qualifier, ...reference } = readOwnReference(caller, input.FunctionName ?? '', input.Qualifier);
    if (qualifier === latestVersion) {
      throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
    }
    const lambda = requireFunction(backend, reference);
    if (qualifier !== undefined) deleteVersion(backend, lambda, qualifier);
    else await deleteAll(backend, lambda);
    return {};
  },
);

function deleteVersion(backend: LambdaBackend, lambda: LambdaFunction, qualifier: string): void {
  const version = lambda.published.get(qualifier);
  if (!version) return;
  const users = [...lambda.aliases.values()].filter(
    ({ version: main, routing }) => main === qualifier || routing?.version === qualifier,
  );
  if (users.length > 0) {
    const arn = functionArn({ ...lambda.place, name: lambda.name, qualifier });
    throw conflict(
      `Version ${qualifier} of function ${arn} is referenced by alias ${users.map(({ name }) => name).join(', ')}`,
    );
  }
  lambda.published.delete(qualifier);
  lambda.policies.delete(qualifier);
  backend.executor.retire(version);
}

async function deleteAll(backend: LambdaBackend, lambda: LambdaFunction): Promise<void> {
  if (lambda.latest.change === 'creation') requireSettled(backend, lambda);
  backend.remove(lambda);
  for (const version of [lambda.latest, lambda.latest.before, ...lambda.published.values()]) {
    if (version) backend.executor.retire(version);
  }
  await Promise.all([...lambda.urls.values()].map((url) => url.close()));
}
