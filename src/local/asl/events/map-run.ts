import type { EventBody } from '../history.ts';
import { reason } from './reason.ts';
import type { Reason } from './reason.ts';

export const mapRunStarted = (mapRunArn: string): EventBody => ({
  type: 'MapRunStarted',
  mapRunStartedEventDetails: { mapRunArn },
});
export const mapRunSucceeded = (): EventBody => ({ type: 'MapRunSucceeded' });
export const mapRunFailed = (failure: Reason): EventBody => ({
  type: 'MapRunFailed',
  mapRunFailedEventDetails: reason(failure),
});
