/**
 * The runtimes that Lambda accepted on 2026-01-12 [its own error text], each with the day from which it was announced to
 * refuse new functions [cfn-lint 1.51 LmbdRuntimeLifecycle]. AWS has moved such days more than once: advisory.
 */
export const runtimes = {
  'python3.8': '2026-06-01',
  'python3.9': '2026-06-01',
  'python3.10': '2026-07-31',
  'python3.11': '2026-07-31',
  'python3.12': '2028-11-30',
  'python3.13': '2029-07-31',
  'python3.14': '2029-07-31',
  'nodejs16.x': '2026-06-01',
  'nodejs18.x': '2026-06-01',
  'nodejs20.x': '2026-06-01',
  'nodejs22.x': '2027-06-01',
  'nodejs24.x': '2028-06-01',
  'java8.al2': '2026-07-31',
  java11: '2026-07-31',
  java17: '2026-07-31',
  java21: '2029-07-31',
  java25: '2029-07-31',
  dotnet6: '2026-06-01',
  dotnet8: '2026-12-10',
  dotnet10: undefined,
  'ruby3.2': '2026-06-01',
  'ruby3.3': undefined,
  'ruby3.4': undefined,
  'provided.al2': '2026-07-31',
  'provided.al2023': '2029-07-31',
} as const satisfies Record<string, string | undefined>;

export type Runtime = keyof typeof runtimes;
export type Family = 'python' | 'nodejs' | 'provided' | 'other';

/** The day this table was last compared with AWS's. Warnings go by it and not by the clock: the same file, the same answer. */
const reviewed = '2026-11-22';

/** The runtime of a source that names none: a constant of the release, never this machine's version. */
export const preferred: Record<Exclude<Family, 'other'>, Runtime> = {
  // Not the newest, but as long supported as that one, and more packages have wheels for it.
  python: 'python3.13',
  // The newest that AWS accepts, and of all its Node.js the one supported longest.
  nodejs: 'nodejs24.x',
  provided: 'provided.al2023',
};

export function familyOf(runtime: string): Family {
  const name = /^[a-z]+/.exec(runtime)?.[0];
  return name === 'python' || name === 'nodejs' || name === 'provided' ? name : 'other';
}

/** The day from which AWS was announced to refuse new functions with this runtime, when it has passed. */
export function retiredSince(runtime: Runtime): string | undefined {
  const day = runtimes[runtime];
  return day !== undefined && day <= reviewed ? day : undefined;
}
