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
  /** Only the tests with this text in their names. */
  readonly filter?: string;
  /** Promote only if the workflow's tests pass. */
  readonly test: boolean;
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
  const adopt = await attempt(() => flag('adopt'));
  const filter = await attempt(() => ofCommand('test', command, 'filter', getInput('filter')));
  const test = await attempt(() => ofCommand('deploy', command, 'test', flag('test')));
  const failOn = await attempt(() => oneOf('fail-on', failOns, 'uncaught'));
  const comment = await attempt(() => oneOf('comment', commentModes, 'true'));
  const text = getInput('input');
  const input = text ? await attempt(() => parseInput(text, 'input')) : undefined;
  // Each that is missing has its problem in the list: asking for them tells the compiler.
  if (!command || !target || !failOn || !comment) throw new UserError(problems);
  if (timeLimitMs === undefined || adopt === undefined || test === undefined) throw new UserError(problems);
  if (problems.length > 0) throw new UserError(problems);
  const [stage, region, reportDir] = [getInput('stage'), getInput('aws-region'), getInput('report-dir')];
  return {
    workflow: getInput('workflow') || 'workflow.yaml',
    command,
    target,
    timeLimitMs,
    adopt,
    test,
    failOn,
    comment,
    token: getInput('github-token'),
    ...(filter && { filter }),
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

function flag(name: string): boolean {
  return getInput(name) === '' ? false : getBooleanInput(name);
}

/** Without effect it would look as if it had one: that the tests have passed, for instance. */
function ofCommand<T>(wanted: CommandName, command: CommandName | undefined, name: string, value: T): T {
  if (!value || command === undefined || command === wanted) return value;
  throw new UserError({
    what: `input ${name}: it has no effect on command: ${command}`,
    hint: `Take it out, or use command: ${wanted}`,
  });
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
