import type { Finding } from './finding.ts';
import { isDistributed, type Machine } from './machine.ts';

/** Distributed maps in an express workflow, which has no map runs [Step Functions developer guide, "Distributed mode"]. */
export function distributedMaps({ type, states }: Machine): Finding[] {
  if (type !== 'EXPRESS') return [];
  return states
    .filter(({ fields }) => isDistributed(fields))
    .map(({ path }): Finding => ({
      path: [...path, 'ItemProcessor', 'ProcessorConfig', 'Mode'],
      what: 'an express workflow has no distributed maps',
      hint: 'Use an inline map, or a workflow of type STANDARD',
      severity: 'error',
    }));
}
