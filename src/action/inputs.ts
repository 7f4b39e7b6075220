/** The Action's inputs, read once; every problem with them at once. */
import { getBooleanInput, getInput } from '@actions/core';
import { messageOf, UserError, type Problem } from '../errors.ts';
import { parseDuration, parseInput } from '../inputs.ts';
import type { Json } from '../json.ts';

export const commands = ['run', 'check', 'plan', 'deploy', 'rollback', 'destroy'] as const;
export type CommandName = (typeof commands)[number];

export const targets = ['aws', 'local', 'auto'] as const;
export type TargetName = (typeof targets)[number];

export interface ActionInputs {
  readonly workflow: string;
  readonly command: CommandName;
  readonly target: TargetName;
  readonly stage?: string;
  readonly input?: Json;
  readonly timeLimitMs: number;
  readonly region?: string;
  readonly adopt: boolean;
}

/** Throws one UserError for all wrong inputs. An input that is empty is one that is not given. */
export async function readInputs(): Promise<ActionInputs> {
  const problems: Problem[] = [];
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (thrown) {
      problems.push(...(thrown instanceof UserError ? thrown.problems : [{ what: messageOf(thrown) }]));
      return undefined;
    }
  };
  const command = await attempt(() => oneOf('command', commands, 'run'));
  const target = await attempt(() => oneOf('target', targets, 'aws'));
  const timeLimitMs = await attempt(() => parseDuration(getInput('wait-timeout') || '1h', 'wait-timeout'));
  const adopt = await attempt(() => (getInput('adopt') === '' ? false : getBooleanInput('adopt')));
  const text = getInput('input');
  const input = text ? await attempt(() => parseInput(text, 'input')) : undefined;
  if (!command || !target || timeLimitMs === undefined || adopt === undefined || problems.length > 0)
    throw new UserError(problems);
  const [stage, region] = [getInput('stage'), getInput('aws-region')];
  return {
    workflow: getInput('workflow') || 'workflow.yaml',
    command,
    target,
    timeLimitMs,
    adopt,
    ...(stage && { stage }),
    ...(region && { region }),
    ...(input !== undefined && { input }),
  };
}

function oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
  const given = getInput(name) || fallback;
  const found = allowed.find((one) => one === given);
  if (found) return found;
  throw new UserError({
    what: `input ${name}: "${given}" is not known`,
    hint: `Use one of ${allowed.join(', ')}`,
  });
}
