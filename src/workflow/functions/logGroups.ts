import type { Diagnostics } from '../diagnostics.ts';
import type { FunctionSpec } from '../workflow.ts';

/** Functions may share a log group, but it has one retention. */
export function checkLogGroups(functions: readonly FunctionSpec[], diagnostics: Diagnostics): void {
  const kept = new Map<string, { key: string; days: number }>();
  for (const { key, logs } of functions) {
    const { group, retentionDays: days } = logs;
    if (group === undefined || days === undefined) continue;
    const first = kept.get(group) ?? { key, days };
    kept.set(group, first);
    if (first.days === days) continue;
    const what = `the log group ${group} is kept for ${days}d here and for ${first.days}d by "${first.key}"`;
    diagnostics.error(['functions', key, 'logs', 'retention'], what, 'Give both the same retention');
  }
}
