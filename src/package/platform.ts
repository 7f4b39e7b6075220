/** What packages must run on: it decides which builds of Python packages go into a zip. */

export interface Platform {
  /** Lambda's own machines; or this one, for the processes of an embedded AWS. */
  readonly kind: () => Promise<PlatformKind>;
  /** This machine's Python for a version such as `3.13`: that one, else the nearest; undefined where there is none. */
  readonly findPython: (version: string) => Promise<Python | undefined>;
}

export type PlatformKind = 'lambda' | 'local';

export interface Python {
  /** Absolute path of the program. */
  readonly path: string;
  /** Such as `3.13`. */
  readonly version: string;
}
