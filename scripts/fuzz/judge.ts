/** What a check of any file owes. */
import type { Outcome } from './crew.ts';

export const most = { ms: 2_000, megabytes: 512 } as const;

/** Everything that is wrong with the outcome; nothing when all is well. */
export function faultsOf(outcome: Outcome): string[] {
  if ('lost' in outcome) return [outcome.lost];
  const { code, said, ms, megabytes } = outcome;
  const errors = said.split('\n').filter((line) => /^(\S+:\d+:\d+: )?error: /.test(line));
  return [
    ...(code === 0 || code === 2 ? [] : [`exit ${code}`]),
    ...(/^\s+at .*(:\d+:\d+\)?|<anonymous>\)?)$/m.test(said) ? ['a stack trace'] : []),
    ...(code === 2 && errors.length === 0 ? ['no error is said'] : []),
    ...errors
      .filter((line) => line.startsWith('error: '))
      .map((line) => `no position: ${line.slice(0, 300)}`),
    ...(ms > most.ms ? [`${Math.round(ms)} ms`] : []),
    ...(megabytes > most.megabytes ? [`${Math.round(megabytes)} MB`] : []),
  ];
}
