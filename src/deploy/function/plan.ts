/** Wanted function + what `live` serves → what is to be done, and why. */
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { canonicalJson } from '../../json.ts';
import { actionFor, type Change } from '../change.ts';
import type { WantedFunction } from '../plan.ts';
import { describe, readDescription } from './describe.ts';
import type { StandingFunction } from './read.ts';

export interface FunctionPlan {
  readonly change: Change;
  readonly wanted: WantedFunction;
  readonly standing?: StandingFunction;
}

export function planFunction(wanted: WantedFunction, standing: StandingFunction | undefined): FunctionPlan {
  const { name, at } = wanted.blueprint;
  const reasons = reasonsToChange(wanted, standing);
  const action = actionFor(standing !== undefined, reasons);
  return {
    change: { action, resource: 'function', name, reasons, at },
    wanted,
    ...(standing && { standing }),
  };
}

function reasonsToChange(wanted: WantedFunction, standing: StandingFunction | undefined): string[] {
  if (!standing) return ['does not exist'];
  if (!standing.live) return ['nothing has been promoted yet'];
  return [
    ...settingDifferences(wanted, standing.live.configuration),
    ...contentDifferences(wanted, standing.live.configuration),
  ];
}

/** `memory 128 → 256` for each setting that differs. */
function settingDifferences({ blueprint }: WantedFunction, live: FunctionConfiguration): string[] {
  const settings: readonly (readonly [string, string, string])[] = [
    ['runtime', live.Runtime ?? '', blueprint.runtime],
    ['handler', live.Handler ?? '', blueprint.handler],
    ['memory', String(live.MemorySize), String(blueprint.memory)],
    ['timeout', `${live.Timeout ?? 3}s`, `${blueprint.timeoutSeconds}s`],
    ['architecture', live.Architectures?.[0] ?? 'x86_64', blueprint.architecture],
    ['role', live.Role ?? '', blueprint.role.arn],
  ];
  return settings.flatMap(([what, from, to]) => (from === to ? [] : [`${what} ${from} → ${to}`]));
}

/** Values of variables are not shown: they may be secret. */
function contentDifferences(wanted: WantedFunction, live: FunctionConfiguration): string[] {
  const was = readDescription(live.Description ?? '');
  const is = readDescription(describe(wanted));
  const { unzippedSize, files } = wanted.code;
  const reasons: string[] = [];
  if (was.content !== is.content) {
    reasons.push(
      `code ${was.content ?? 'unknown'} → ${is.content ?? ''} (${files} files, ${unzippedSize} bytes)`,
    );
  }
  if (was.text !== is.text) reasons.push('description differs');
  if (canonicalJson(live.Environment?.Variables ?? {}) !== canonicalJson(wanted.blueprint.environment)) {
    reasons.push('environment differs');
  }
  return reasons;
}
