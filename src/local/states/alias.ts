/** An alias: a name that leads to one version, or to two by weight. */
import type { Version } from './state-machine.ts';

export interface Alias {
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly creationDate: number;
  updateDate: number;
  description: string | undefined;
  routes: readonly Route[];
}

export interface Route {
  readonly version: Version;
  /** Percent; the routes of an alias make 100 together. */
  readonly weight: number;
}

/** Picks a route; `random` is a number in [0, 1). */
export function pickVersion({ routes }: Alias, random: number): Version | undefined {
  let left = random * 100;
  return routes.find(({ weight }) => (left -= weight) < 0)?.version;
}
