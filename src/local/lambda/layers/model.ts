/** What is kept of layers, and the names that they go by. */
import type { JsonObject } from '../../../json.ts';
import type { Code } from '../code/code-store.ts';
import type { Place } from '../names.ts';
import { invalidParameter, notFound } from '../validation.ts';

export interface LayerVersion {
  readonly place: Place;
  readonly name: string;
  readonly version: number;
  readonly content: Code;
  readonly description: string;
  readonly license?: string | undefined;
  readonly runtimes?: readonly string[] | undefined;
  readonly architectures?: readonly string[] | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  policy?: { readonly statements: readonly JsonObject[]; readonly revision: string } | undefined;
}

/** As AWS writes it in its messages. */
export const layerVersionArnPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)';

export const layerNamePattern = `(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+`;

export function layerArn({ place, name }: Pick<LayerVersion, 'place' | 'name'>): string {
  return `arn:${place.partition}:lambda:${place.region}:${place.account}:layer:${name}`;
}

export function layerVersionArn(layer: LayerVersion): string {
  return `${layerArn(layer)}:${layer.version}`;
}

/** The layers of the accounts and regions; numbers are never used again. */
export class Layers {
  readonly #versions: LayerVersion[] = [];
  readonly #last = new Map<string, number>();

  /** Keeps the next version of a layer. */
  add(layer: Omit<LayerVersion, 'version'>): LayerVersion {
    const arn = layerArn(layer);
    const version = (this.#last.get(arn) ?? 0) + 1;
    this.#last.set(arn, version);
    const kept = { ...layer, version };
    this.#versions.push(kept);
    return kept;
  }

  /** Takes in what there was earlier: the versions in their order, and by layer the number of the last one. */
  restore(versions: readonly LayerVersion[], last: ReadonlyMap<string, number>): void {
    this.#versions.push(...versions);
    for (const [arn, number] of last) this.#last.set(arn, number);
  }

  all(): readonly LayerVersion[] {
    return this.#versions;
  }

  /** The number of the last version by layer, deleted ones too. */
  get numbers(): ReadonlyMap<string, number> {
    return this.#last;
  }

  /** By `arn:…:layer:NAME:VERSION`. */
  byArn(arn: string): LayerVersion | undefined {
    return this.#versions.find((layer) => layerVersionArn(layer) === arn);
  }

  remove(layer: LayerVersion): void {
    this.#versions.splice(this.#versions.indexOf(layer), 1);
  }

  /** Of an account and region, the newest first. */
  in({ account, region }: Omit<Place, 'partition'>): LayerVersion[] {
    return this.#versions
      .filter(({ place }) => place.account === account && place.region === region)
      .reverse();
  }
}

/** `NAME` or the layer's ARN, as LayerName takes both. */
export function readLayerArn({ partition, region, account }: Place, name: string): string {
  return name.startsWith('arn:') ? name : layerArn({ place: { partition, region, account }, name });
}

/** The ARN of the version that a request names. Throws InvalidParameterValueException for a number below 1. */
export function readVersionArn(
  place: Place,
  input: { readonly LayerName?: string | undefined; readonly VersionNumber?: string | number | undefined },
): string {
  const number = Number(input.VersionNumber);
  if (number < 1) throw invalidParameter('Layer Version Cannot be less than 1');
  return `${readLayerArn(place, input.LayerName ?? '')}:${number}`;
}

/** Throws ResourceNotFoundException. */
export function requireLayer(layers: Layers, arn: string): LayerVersion {
  const layer = layers.byArn(arn);
  if (layer) return layer;
  throw notFound('The resource you requested does not exist.');
}
