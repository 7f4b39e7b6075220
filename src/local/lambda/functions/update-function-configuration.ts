import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { changeLatest, checkLatestRevision, checkRole, requireSettled } from '../change.ts';
import { configuration } from '../configuration.ts';
import { attachLayers } from '../layers/attach.ts';
import { requireFunction } from '../lookup.ts';
import { readOwnReference } from '../names.ts';
import { checkRoleNeeds } from '../role-needs.ts';
import { checkSettings, patchSettings } from '../settings.ts';

/** Changes what the request names and leaves the rest; even without a difference it is an update with a new RevisionId. */
export const updateFunctionConfiguration = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<UpdateFunctionConfigurationRequest>>,
  ): FunctionConfiguration => {
    checkSettings(input);
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    requireSettled(backend, lambda);
    checkLatestRevision(backend, lambda, input.RevisionId);
    if (input.Role !== undefined) checkRole(backend, caller, lambda.name, input.Role);
    const { layers: before } = lambda.latest;
    const attached = input.Layers && attachLayers(backend, caller, input.Layers);
    const settings = {
      ...patchSettings(lambda.latest.settings, input, lambda.name),
      ...(attached && { Layers: attached.Layers.length > 0 ? attached.Layers : undefined }),
    };
    checkRoleNeeds(backend, caller, lambda.name, settings);
    changeLatest(backend, lambda, { settings, layers: attached?.contents ?? before });
    return configuration(lambda, lambda.latest, { now: backend.cloud.clock.now() });
  },
);
