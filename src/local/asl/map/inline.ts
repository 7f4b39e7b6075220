import { required } from '../definition.ts';
import { iterationStarted, iterationSucceeded, mapStarted, mapSucceeded } from '../events/map.ts';
import { fanOut } from '../fan-out.ts';
import { numberField } from '../fields/number.ts';
import { runSequence } from '../sequence.ts';
import type { Visit } from '../visit.ts';
import type { CompileMode } from './mode.ts';
import { compileItems } from './items.ts';
import { compileSelector } from './selector.ts';

/** Without MaxConcurrency AWS runs up to this many iterations at once. */
const widest = 40;

/** INLINE: each item is a frame of the same execution, with its own iteration events. */
export const compileInline: CompileMode = (name, definition, processor, { language, sequence }) => {
  const concurrency = numberField(definition, 'MaxConcurrency', language);
  const itemsOf = compileItems(definition, language);
  const select = compileSelector(definition, language);
  const body = sequence(processor);
  return {
    async run(visit, input) {
      const width = (await concurrency(visit)) ?? 0;
      const items = await itemsOf(visit, input);
      const { frame } = visit;
      if (!visit.resumes) frame.emit(mapStarted(items.length));
      return fanOut(
        frame,
        items.length,
        width === 0 ? widest : Math.min(width, widest),
        (index, lastEventId, resumed) => {
          const child = frame.fork(lastEventId, { index, ...required(items[index], 'Items') });
          if (!resumed) child.emit(iterationStarted(name, index));
          return child;
        },
        async (child, index) => {
          const item = { index, ...required(items[index], 'Items') };
          const scope = visit.itemScope(input, item);
          return runSequence(body, await select(scope, item.value), child);
        },
        (child, index) => child.note(iterationSucceeded(name, index), child.lastEventId),
      );
    },
    succeeded: (visit: Visit) => {
      visit.frame.note(mapSucceeded(), visit.frame.lastEventId);
    },
  };
};
