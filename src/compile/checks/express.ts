/** What an express workflow cannot have. */
import { integrationOf } from '../../aws-services/integration.ts';
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

/** Work that is waited for, by whatever way [Step Functions developer guide, "Choosing workflow type"]. */
export function waitingTasks({ type, states }: Machine): Finding[] {
  if (type !== 'EXPRESS') return [];
  return states.flatMap(({ path, fields: { Resource: resource } }): Finding[] => {
    const what = typeof resource === 'string' ? awaited(resource) : undefined;
    if (what === undefined) return [];
    return [
      {
        path: [...path, 'Resource'],
        what: `an express workflow cannot wait for ${what}`,
        hint: 'Do not wait for it, or use a workflow of type STANDARD',
        severity: 'error',
      },
    ];
  });
}

function awaited(resource: string): string | undefined {
  if (/^arn:[^:]*:states:[^:]+:[^:]*:activity:/.test(resource)) return 'an activity';
  const { pattern = 'request' } = integrationOf(resource) ?? {};
  if (pattern === 'request') return undefined;
  return pattern === 'waitForTaskToken' ? 'a task token' : 'the end of what a step starts';
}
