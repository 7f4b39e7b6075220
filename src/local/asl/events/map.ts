import type { EventBody } from '../history.ts';

export const mapStarted = (length: number): EventBody => ({
  type: 'MapStateStarted',
  mapStateStartedEventDetails: { length },
});
export const mapSucceeded = (): EventBody => ({ type: 'MapStateSucceeded' });
export const mapFailed = (): EventBody => ({ type: 'MapStateFailed' });

export const iterationStarted = (name: string, index: number): EventBody => ({
  type: 'MapIterationStarted',
  mapIterationStartedEventDetails: { name, index },
});
export const iterationSucceeded = (name: string, index: number): EventBody => ({
  type: 'MapIterationSucceeded',
  mapIterationSucceededEventDetails: { name, index },
});
export const iterationFailed = (name: string, index: number): EventBody => ({
  type: 'MapIterationFailed',
  mapIterationFailedEventDetails: { name, index },
});
export const iterationAborted = (name: string, index: number): EventBody => ({
  type: 'MapIterationAborted',
  mapIterationAbortedEventDetails: { name, index },
});
