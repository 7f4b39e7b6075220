/** Layers: PublishLayerVersion, GetLayerVersion, GetLayerVersionByArn, DeleteLayerVersion and the two lists. */
import type {
  Architecture,
  DeleteLayerVersionRequest,
  GetLayerVersionByArnRequest,
  GetLayerVersionRequest,
  GetLayerVersionResponse,
  LayersListItem,
  LayerVersionsListItem,
  ListLayersRequest,
  ListLayersResponse,
  ListLayerVersionsRequest,
  ListLayerVersionsResponse,
  PublishLayerVersionRequest,
  Runtime,
} from '@aws-sdk/client-lambda';
import type { Caller } from '../../caller.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { codeLocation } from '../code/location.ts';
import { timestamp } from '../configuration.ts';
import { readCode } from '../functions/code-input.ts';
import { page } from '../paging.ts';
import { architectures, layerRuntimes, listableRuntimes } from '../runtime-names.ts';
import { atMostLong, eachOf, matches, oneOf, validate } from '../validation.ts';
import {
  layerArn,
  layerNamePattern,
  layerVersionArn,
  layerVersionArnPattern,
  readLayerArn,
  readVersionArn,
  requireLayer,
  type LayerVersion,
} from './model.ts';

export const publishLayerVersion = operation(
  async (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<PublishLayerVersionRequest>>,
  ): Promise<GetLayerVersionResponse> => {
    validate(
      matches('layerName', input.LayerName, layerNamePattern),
      atMostLong('description', input.Description, 256),
      atMostLong('licenseInfo', input.LicenseInfo, 512),
      eachOf('compatibleRuntimes', input.CompatibleRuntimes, layerRuntimes),
      eachOf('compatibleArchitectures', input.CompatibleArchitectures, {
        listed: architectures,
        nullable: true,
      }),
    );
    const content = await readCode(backend, caller, input.Content ?? {});
    const layer = backend.layers.add({
      place: { account: caller.account, region: caller.region, partition: caller.partition },
      name: readLayerArn(caller, input.LayerName ?? '').split(':')[6] ?? '',
      content,
      description: input.Description ?? '',
      license: input.LicenseInfo,
      runtimes: input.CompatibleRuntimes,
      architectures: input.CompatibleArchitectures,
      createdAt: backend.cloud.clock.now(),
    });
    return describe(backend, layer, caller);
  },
);

export const getLayerVersion = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetLayerVersionRequest>>,
  ): GetLayerVersionResponse => {
    const layer = requireLayer(backend.layers, readVersionArn(caller, input));
    return describe(backend, layer, caller);
  },
);

export const getLayerVersionByArn = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetLayerVersionByArnRequest>>,
  ): GetLayerVersionResponse => {
    validate(matches('arn', input.Arn, layerVersionArnPattern));
    return describe(backend, requireLayer(backend.layers, input.Arn ?? ''), caller);
  },
);

/** Also for a version that is not there. Functions that have it keep it. */
export const deleteLayerVersion = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<DeleteLayerVersionRequest>>): object => {
    const layer = backend.layers.byArn(readVersionArn(caller, input));
    if (layer) backend.layers.remove(layer);
    return {};
  },
);

export const listLayerVersions = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<ListLayerVersionsRequest>>,
  ): ListLayerVersionsResponse => {
    checkFilter(input);
    const arn = readLayerArn(caller, input.LayerName ?? '');
    const all = backend.layers.in(caller).filter((layer) => layerArn(layer) === arn && suits(layer, input));
    const { items, ...marker } = page(all, input);
    return { LayerVersions: items.map(summary), ...marker };
  },
);

/** Each layer with its newest version. */
export const listLayers = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<ListLayersRequest>>): ListLayersResponse => {
    checkFilter(input);
    const newest = new Map<string, LayerVersion>();
    for (const layer of backend.layers.in(caller)) {
      if (!newest.has(layer.name) && suits(layer, input)) newest.set(layer.name, layer);
    }
    const { items, ...marker } = page([...newest.values()], input);
    return { Layers: items.map(listed), ...marker };
  },
);

type Filter = Pick<Wire<ListLayersRequest>, 'CompatibleRuntime' | 'CompatibleArchitecture'>;

function checkFilter({ CompatibleRuntime, CompatibleArchitecture }: Filter): void {
  validate(
    oneOf('compatibleRuntime', CompatibleRuntime, listableRuntimes),
    oneOf('compatibleArchitecture', CompatibleArchitecture, architectures),
  );
}

function suits(
  { runtimes = [], architectures: built = [] }: LayerVersion,
  { CompatibleRuntime, CompatibleArchitecture }: Filter,
): boolean {
  return (
    (CompatibleRuntime === undefined || runtimes.includes(CompatibleRuntime)) &&
    (CompatibleArchitecture === undefined || built.includes(CompatibleArchitecture))
  );
}

function listed(layer: LayerVersion): LayersListItem {
  return { LayerName: layer.name, LayerArn: layerArn(layer), LatestMatchingVersion: summary(layer) };
}

function summary(layer: LayerVersion): LayerVersionsListItem {
  return {
    LayerVersionArn: layerVersionArn(layer),
    Version: layer.version,
    Description: layer.description,
    CreatedDate: timestamp(layer.createdAt),
    CompatibleRuntimes: layer.runtimes as Runtime[] | undefined,
    CompatibleArchitectures: layer.architectures as Architecture[] | undefined,
    LicenseInfo: layer.license,
  };
}

function describe(backend: LambdaBackend, layer: LayerVersion, caller: Caller): GetLayerVersionResponse {
  return {
    ...summary(layer),
    LayerArn: layerArn(layer),
    Content: {
      Location: codeLocation(backend, layer.content, caller),
      CodeSha256: layer.content.sha256,
      CodeSize: layer.content.size,
    },
  };
}
