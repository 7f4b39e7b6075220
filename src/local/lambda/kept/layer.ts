import type { LayerVersion } from '../layers/model.ts';
import { storedCode, type Codes, type StoredCode } from './codes.ts';

export interface StoredLayer extends Omit<LayerVersion, 'content'> {
  readonly content: StoredCode;
}

export function storedLayer(layer: LayerVersion): StoredLayer {
  return { ...layer, content: storedCode(layer.content) };
}

export async function restoredLayer(codes: Codes, layer: StoredLayer): Promise<LayerVersion> {
  return { ...layer, content: await codes.restore(layer.content) };
}
