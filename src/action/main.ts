/** The Action's entry. */
import { interruption } from '../interruption.ts';
import { runAction } from './action.ts';

const { signal, release } = interruption();
await runAction(signal);
release();
