import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../../json.ts';
import { object, text } from '../definition.ts';
import { StateFailure } from '../errors/state-failure.ts';
import { mapStarted, mapSucceeded } from '../events/map.ts';
import { mapRunFailed, mapRunStarted, mapRunSucceeded } from '../events/map-run.ts';
import { numberField } from '../fields/number.ts';
import type { MapRun } from '../map-runs.ts';
import { TaskFailure } from '../task-runner.ts';
import type { Visit } from '../visit.ts';
import { compileBatcher } from './batcher.ts';
import { runChildren } from './children.ts';
import { compileItems } from './items.ts';
import type { MapEntry } from './items.ts';
import { compileTolerance } from './limits.ts';
import type { CompileMode } from './mode.ts';
import { compileReader } from './reader.ts';
import { compileSelector } from './selector.ts';
import { compileWriter } from './writer.ts';

/** DISTRIBUTED: each item, or batch of items, is an execution of its own; a map run keeps them together. */
export const compileDistributed: CompileMode = (_, definition, processor, { language, sequence }) => {
  const concurrency = numberField(definition, 'MaxConcurrency', language);
  const tolerance = compileTolerance(definition, language);
  const source = compileSource(definition, language);
  const select = compileSelector(definition, language);
  const batch = compileBatcher(definition, language);
  const write = compileWriter(definition, language);
  const program = { sequence: sequence(processor) };
  const config = object(processor, 'ProcessorConfig') ?? {};
  const executionType = text(config, 'ExecutionType') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  // AWS makes a label up where the definition gives none; it stays that of the definition.
  const label = text(definition, 'Label') ?? randomUUID();

  const work = async (
    visit: Visit,
    input: Json,
    found: readonly MapEntry[] | undefined,
    mapRun: MapRun,
  ): Promise<Json> => {
    const entries = found ?? (await source.read(visit, input));
    mapRun.total(entries.length);
    const items: Json[] = [];
    for (const [index, entry] of entries.entries()) {
      items.push(await select(visit.itemScope(input, { index, ...entry }), entry.value));
    }
    const batches = await batch(visit, input, items);
    const children = await runChildren(mapRun, batches, visit.frame.signal);
    return write(visit, input, { mapRun, batches, children });
  };

  return {
    async run(visit, input) {
      const { frame } = visit;
      const maxConcurrency = (await concurrency(visit)) ?? 0;
      const found = await source.find?.(visit, input);
      frame.emit(mapStarted(found?.length ?? 0));
      const limits = { maxConcurrency, ...(await tolerance(visit)) };
      const mapRun = frame.run.environment.mapRuns.open({ label, program, executionType, limits });
      frame.emit(mapRunStarted(mapRun.arn));
      try {
        const result = await work(visit, input, found, mapRun);
        mapRun.close('SUCCEEDED');
        return result;
      } catch (thrown) {
        const failure = thrown instanceof TaskFailure ? new StateFailure(thrown.error, thrown.cause) : thrown;
        mapRun.close(failure instanceof StateFailure ? 'FAILED' : 'ABORTED');
        if (failure instanceof StateFailure) frame.emit(mapRunFailed(failure));
        throw failure;
      }
    },
    // MapStateExited follows MapRunStarted again: so AWS has recorded it since November 2024.
    succeeded({ frame }) {
      frame.note(mapSucceeded(), frame.note(mapRunSucceeded(), frame.lastEventId));
    },
  };
};

/** Where the items come from: the state's data, known before the map run starts, or a reader. */
function compileSource(
  definition: JsonObject,
  language: Parameters<typeof compileItems>[1],
): {
  readonly find?: (visit: Visit, input: Json) => Promise<readonly MapEntry[]>;
  readonly read: (visit: Visit, input: Json) => Promise<readonly MapEntry[]>;
} {
  const reader = object(definition, 'ItemReader');
  if (reader === undefined) {
    const items = compileItems(definition, language);
    return { find: items, read: items };
  }
  const read = compileReader(reader, language);
  return { read: async (visit, input) => (await read(visit, input)).map((value) => ({ value })) };
}
