/** The Action's entry, for the step itself and for its post step: what the step has saved tells them apart. */
import { getState, saveState } from '@actions/core';
import { interruption } from '../interruption.ts';
import { runAction } from './action.ts';
import { stopLeftover } from './post.ts';

const { signal, release } = interruption();
if (getState('is-post')) {
  await stopLeftover();
} else {
  saveState('is-post', 'true');
  await runAction(signal);
}
release();
