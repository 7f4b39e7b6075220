/** Lambda as it is kept. Processes and the servers of URLs are started again, not kept. */
import type { CodeSigningConfig } from '@aws-sdk/client-lambda';
import type { Found, Keeper, Thing } from '../../data/thing.ts';
import type { LambdaBackend } from '../backend.ts';
import { layerVersionArn } from '../layers/model.ts';
import { codeBlobs, Codes } from './codes.ts';
import { restoreEvents, thingsOfEvents } from './events.ts';
import { restoreFunctions, thingsOfFunctions } from './functions.ts';
import { restoredLayer, storedLayer, type StoredLayer } from './layer.ts';

export function lambdaKeeper(backend: LambdaBackend): Keeper {
  const nouns = { 'lambda.function': 'function', 'lambda.layer': 'layer version' };
  return { nouns, things: () => thingsOf(backend), restore: (found) => restore(backend, found) };
}

function* thingsOf(backend: LambdaBackend): Iterable<Thing> {
  const { layers, codeSigningConfigs } = backend;
  for (const layer of layers.all()) {
    const blobs = (): ReturnType<typeof codeBlobs> => codeBlobs([layer.content]);
    yield { kind: 'lambda.layer', id: layerVersionArn(layer), value: () => storedLayer(layer), blobs };
  }
  for (const [id, last] of layers.numbers) yield { kind: 'lambda.layer-number', id, value: () => ({ last }) };
  for (const config of codeSigningConfigs.all()) {
    const id = config.CodeSigningConfigArn ?? '';
    yield { kind: 'lambda.code-signing', id, value: () => ({ config, tags: codeSigningConfigs.tagsOf(id) }) };
  }
  yield* thingsOfFunctions(backend);
  yield* thingsOfEvents(backend);
}

type Tags = Readonly<Record<string, string>>;

async function restore(backend: LambdaBackend, found: Found): Promise<void> {
  const codes = new Codes(backend.codes, found);
  const layers = [...found.all<StoredLayer>('lambda.layer').values()];
  const numbers = found.all<{ readonly last: number }>('lambda.layer-number');
  backend.layers.restore(
    await Promise.all(layers.map((layer) => restoredLayer(codes, layer))),
    new Map([...numbers].map(([arn, { last }]) => [arn, last])),
  );
  const signing = found.all<{ readonly config: CodeSigningConfig; readonly tags: Tags }>(
    'lambda.code-signing',
  );
  for (const [arn, { config, tags }] of signing) {
    backend.codeSigningConfigs.set(config);
    backend.codeSigningConfigs.tag(arn, tags);
  }
  await restoreFunctions(backend, codes, found);
  restoreEvents(backend, found);
}
