import type { Json, JsonObject } from '../../../json.ts';
import { objects, required } from '../definition.ts';
import { parallelFailed, parallelStarted, parallelSucceeded } from '../events/parallel.ts';
import { fanOut } from '../fan-out.ts';
import type { Frame } from '../frame.ts';
import { compileFlow } from '../fields/flow.ts';
import { recover } from '../recovery.ts';
import { compileRecovery } from '../recovery-fields.ts';
import { runSequence } from '../sequence.ts';
import type { Sequence } from '../sequence.ts';
import { nextOf } from './next.ts';
import type { StateCompiler } from './compiler.ts';

/** Parallel: runs all its branches at once on the same input; its result is the list of their outputs. */
export const compileParallel: StateCompiler = (name, definition: JsonObject, { language, sequence }) => {
  const flow = compileFlow(definition, language);
  const recovery = compileRecovery(definition, language);
  const branches = objects(definition, 'Branches').map(sequence);
  const next = nextOf(definition);
  return {
    name,
    type: 'Parallel',
    run: (visit) =>
      recover(
        recovery,
        visit,
        async () => {
          const { frame } = visit;
          const taken = await flow.take(visit);
          if (!visit.resumes) frame.emit(parallelStarted());
          const results =
            visit.inspection?.mockedResult() ?? (await runBranches(branches, taken.arguments, frame));
          const given = await flow.give(visit, taken, results);
          frame.note(parallelSucceeded(), frame.lastEventId);
          return { ...given, ...next };
        },
        () => visit.frame.emit(parallelFailed()),
      ),
  };
};

async function runBranches(branches: readonly Sequence[], input: Json, frame: Frame): Promise<Json> {
  const results = await fanOut(
    frame,
    branches.length,
    branches.length,
    (_, lastEventId) => frame.fork(lastEventId),
    (child, index) => runSequence(required(branches[index], 'Branches'), input, child),
    (child) => child.lastEventId,
  );
  return frame.run.list(results);
}
