/** The Action's inputs, read once; every problem with them at once. */
import { getBooleanInput, getInput } from '@actions/core';
import { join, relative } from 'node:path';
import { messageOf, UserError, type Problem } from '../errors.ts';
import { failOns, type FailOn } from '../run/execute.ts';
import { parseDuration, parseInput } from '../inputs.ts';
import type { Json } from '../json.ts';
import type { Subject } from './outcome.ts';

export const commands = ['run', 'test', 'check', 'plan', 'deploy', 'rollback', 'destroy'] as const;
export type CommandName = (typeof commands)[number];

export const targets = ['aws', 'local', 'auto'] as const;
export type TargetName = (typeof targets)[number];

export const commentModes = ['true', 'changes-only', 'false'] as const;
export type CommentMode = (typeof commentModes)[number];

export interface ActionInputs {
  readonly workflow: string;
  readonly command: CommandName;
  readonly target: TargetName;
  readonly stage?: string;
  readonly input?: Json;
  readonly timeLimitMs: number;
  readonly region?: string;
  readonly adopt: boolean;
  readonly failOn: FailOn;
  readonly comment: CommentMode;
  /** Empty where there is none. */
  readonly token: string;
  /** The folder to write reports to. */
  readonly reportDir?: string;
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
  const failOn = await attempt(() => oneOf('fail-on', failOns, 'uncaught'));
  const comment = await attempt(() => oneOf('comment', commentModes, 'true'));
  const text = getInput('input');
  const input = text ? await attempt(() => parseInput(text, 'input')) : undefined;
  // Each that is missing has its problem in the list: asking for them tells the compiler.
  if (!command || !target || !failOn || !comment) throw new UserError(problems);
  if (timeLimitMs === undefined || adopt === undefined || problems.length > 0) throw new UserError(problems);
  const [stage, region, reportDir] = [getInput('stage'), getInput('aws-region'), getInput('report-dir')];
  return {
    workflow: getInput('workflow') || 'workflow.yaml',
    command,
    target,
    timeLimitMs,
    adopt,
    failOn,
    comment,
    token: getInput('github-token'),
    ...(stage && { stage }),
    ...(region && { region }),
    ...(reportDir && { reportDir }),
    ...(input !== undefined && { input }),
  };
}

/** What the command is about: the file, relative to the current folder, and the stage. */
export function subjectOf({ workflow, stage = 'dev' }: Pick<ActionInputs, 'workflow' | 'stage'>): Subject {
  const file = /\.(ya?ml|json)$/.test(workflow) ? workflow : join(workflow, 'workflow.yaml');
  return { workflow: relative('.', file).replaceAll('\\', '/'), stage };
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
