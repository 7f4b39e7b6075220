/** `map:` → a Map state. */
import type { JsonObject } from '../../json.ts';
import type { MapStep } from '../../workflow/step.ts';
import type { CompileList } from './machine.ts';

export function mapState(
  { settings, processorConfig, processor }: MapStep,
  compileList: CompileList,
): JsonObject {
  return {
    Type: 'Map',
    ...settings,
    ItemProcessor: {
      ...(processorConfig && { ProcessorConfig: processorConfig }),
      ...compileList(processor),
    },
  };
}
