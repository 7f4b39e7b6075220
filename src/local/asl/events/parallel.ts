import type { EventBody } from '../history.ts';

export const parallelStarted = (): EventBody => ({ type: 'ParallelStateStarted' });
export const parallelSucceeded = (): EventBody => ({ type: 'ParallelStateSucceeded' });
export const parallelFailed = (): EventBody => ({ type: 'ParallelStateFailed' });
