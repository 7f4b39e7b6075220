/** What a check of any file owes. */
import type { Outcome } from './crew.ts';

export const most = { ms: 2_000, megabytes: 512 } as const;

/** Everything that is wrong with the outcome; nothing when all is well. @param file the path that positions begin with. */
export function faultsOf(outcome: Outcome, file: string): string[] {
  if ('lost' in outcome) return [outcome.lost];
  const { code, said, ms, megabytes } = outcome;
  const errors = said.split('\n').filter((line) => /^(\S*m)?error/.test(line));
  return [
    ...(code === 0 || code === 2 ? [] : [`exit ${code}`]),
    ...(/^\s+at .*(:\d+:\d+\)?|<anonymous>\)?)$/m.test(said) ? ['a stack trace'] : []),
    ...(code === 2 && errors.length === 0 ? ['no error is said'] : []),
    ...errors.filter((line) => !hasPosition(line, file)).map((line) => `no position: ${line.slice(0, 300)}`),
    ...(ms > most.ms ? [`${Math.round(ms)} ms`] : []),
    ...(megabytes > most.megabytes ? [`${Math.round(megabytes)} MB`] : []),
  ];
}

/** In the file itself, or in one that it names. */
function hasPosition(line: string, file: string): boolean {
  return line.includes(`${file}:`) ? /:\d+:\d+: /.test(line) : /\S:\d+:\d+: /.test(line);
}
