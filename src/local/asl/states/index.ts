import type { StateType } from '../state.ts';
import { compileChoice } from './choice.ts';
import type { StateCompiler } from './compiler.ts';
import { compileFail } from './fail.ts';
import { compileMap } from './map.ts';
import { compileParallel } from './parallel.ts';
import { compilePass } from './pass.ts';
import { compileSucceed } from './succeed.ts';
import { compileTask } from './task.ts';
import { compileWait } from './wait.ts';

/** Every state type. */
export const stateCompilers: Readonly<Record<StateType, StateCompiler>> = {
  Task: compileTask,
  Pass: compilePass,
  Wait: compileWait,
  Choice: compileChoice,
  Succeed: compileSucceed,
  Fail: compileFail,
  Parallel: compileParallel,
  Map: compileMap,
};
