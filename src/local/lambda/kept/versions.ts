/** Versions of functions as they are kept: large, and hardly ever changed. */
import type { Found, Thing } from '../../data/thing.ts';
import { latestVersion, type FunctionVersion, type LambdaFunction } from '../model.ts';
import { codeBlobs, storedCode, type Codes, type StoredCode } from './codes.ts';

const kinds = { version: 'lambda.version', publishedFrom: 'lambda.published-from' };

/** What an update replaces serves until it has settled: no longer than a restart takes. */
interface StoredVersion extends Omit<FunctionVersion, 'code' | 'layers' | 'before'> {
  readonly code: StoredCode;
  readonly layers: readonly StoredCode[];
}

type Content = Pick<FunctionVersion, 'settings' | 'code'>;
type StoredContent = Pick<StoredVersion, 'settings' | 'code'>;

export function* thingsOfVersions(
  arn: string,
  { latest, published, publishedFrom }: LambdaFunction,
): Iterable<Thing> {
  yield versionThing(arn, latestVersion, latest);
  for (const [number, version] of published) yield versionThing(arn, number, version);
  if (!publishedFrom) return;
  const { settings, code } = publishedFrom;
  yield {
    kind: kinds.publishedFrom,
    id: arn,
    mark: publishedFrom,
    value: (): StoredContent => ({ settings, code: storedCode(code) }),
    blobs: () => codeBlobs([code]),
  };
}

/** Whatever changes in a version gives it another revision. */
function versionThing(arn: string, number: string, version: FunctionVersion): Thing {
  return {
    kind: kinds.version,
    id: `${arn}:${number}`,
    mark: version.revision,
    value: () => stored(version),
    blobs: () => codeBlobs([version.code, ...version.layers]),
  };
}

function stored({ before: _, ...version }: FunctionVersion): StoredVersion {
  return { ...version, code: storedCode(version.code), layers: version.layers.map(storedCode) };
}

/** Finds versions again. What is not there throws a RangeError, packages as Codes.restore does. */
export class Versions {
  readonly #codes: Codes;
  readonly #versions: ReadonlyMap<string, StoredVersion>;
  readonly #contents: ReadonlyMap<string, StoredContent>;

  constructor(codes: Codes, found: Found) {
    this.#codes = codes;
    this.#versions = found.all(kinds.version);
    this.#contents = found.all(kinds.publishedFrom);
  }

  async version(arn: string, number: string): Promise<FunctionVersion> {
    const kept = this.#versions.get(`${arn}:${number}`);
    if (!kept) throw new RangeError(`No version ${arn}:${number}`);
    return {
      ...kept,
      code: await this.#codes.restore(kept.code),
      layers: await Promise.all(kept.layers.map((layer) => this.#codes.restore(layer))),
    };
  }

  async publishedFrom(arn: string): Promise<Content | undefined> {
    const kept = this.#contents.get(arn);
    return kept && { settings: kept.settings, code: await this.#codes.restore(kept.code) };
  }
}
