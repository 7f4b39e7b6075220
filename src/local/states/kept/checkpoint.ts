/** Where executions stood that ended unsuccessfully, as it is kept. */
import type { Json } from '../../../json.ts';
import type { Checkpoint, Part } from '../../asl/index.ts';

export interface StoredCheckpoint extends Omit<Checkpoint, 'parts'> {
  readonly parts: readonly (readonly [index: number, part: StoredPart])[];
}

/** Neither of them: a part that was in no state yet. */
interface StoredPart {
  readonly result?: Json;
  readonly stoodAt?: StoredCheckpoint | undefined;
}

export function storedCheckpoint({ parts, ...checkpoint }: Checkpoint): StoredCheckpoint {
  const stored = [...parts].map(([index, part]): readonly [number, StoredPart] => {
    if ('result' in part) return [index, part];
    return [index, { stoodAt: part.stoodAt && storedCheckpoint(part.stoodAt) }];
  });
  return { ...checkpoint, parts: stored };
}

export function restoredCheckpoint({ parts, ...checkpoint }: StoredCheckpoint): Checkpoint {
  const restored = parts.map(([index, part]) => [index, restoredPart(part)] as const);
  return { ...checkpoint, parts: new Map(restored) };
}

function restoredPart({ result, stoodAt }: StoredPart): Part {
  return result === undefined ? { stoodAt: stoodAt && restoredCheckpoint(stoodAt) } : { result };
}
