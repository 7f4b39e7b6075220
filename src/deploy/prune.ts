/** Old versions go after a promotion: the newest few stay, and whatever an alias or an execution uses. */
import {
  paginateListAliases,
  paginateListVersionsByFunction,
  type AliasConfiguration,
} from '@aws-sdk/client-lambda';
import { ListStateMachineVersionsCommand, paginateListExecutions } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import type { Candidate } from './candidate.ts';
import { candidateAlias, closeCandidateUrl } from './candidateUrls.ts';
import { deleteVersion } from './function/publish.ts';
import type { FunctionPlan } from './function/plan.ts';
import { calledVersions } from './stateMachine/definition.ts';
import { deleteStateMachineVersion } from './stateMachine/publish.ts';
import { describe } from './stateMachine/read.ts';
import { allOf, type Workbench } from './workbench.ts';

/**
 * Prunes what this promotion has changed to `keep` versions. A version between what was live and what is live now has
 * never been live: it is what a deploy that was killed left behind, and goes too.
 */
export async function prune(bench: Workbench, candidate: Candidate, keep: number): Promise<void> {
  const { plan } = candidate;
  // Where nothing stood there is nothing old.
  const changed = plan.functions.filter(({ change, standing }) => standing && change.action !== 'keep');
  const { change: machineChange, standing: machineStanding } = plan.stateMachine;
  const machineChanged = machineStanding !== undefined && machineChange.action !== 'keep';
  if (changed.length === 0 && !machineChanged) return;
  const kept = await pruneStateMachine(bench, candidate, keep);
  if (changed.length === 0) return;
  const called = new Set((await Promise.all(kept.map((arn) => calledBy(bench, arn)))).flat());
  await allOf(changed.map((one) => pruneFunction(bench, one, candidate, keep, called)));
}

/** ARNs of the versions that stay. */
async function pruneStateMachine(bench: Workbench, candidate: Candidate, keep: number): Promise<string[]> {
  const { arn, type } = candidate.plan.blueprint.stateMachine;
  const live = candidate.stateMachineVersionArn;
  const before = candidate.plan.stateMachine.standing?.live?.versionArn;
  const versions = await listStateMachineVersions(bench, arn);
  const promoted = versions.filter((one) => one === live || !isBetween(one, before, live));
  const newest = promoted.slice(0, keep);
  const stale = versions.filter((one) => !newest.includes(one) && one !== live && one !== before);
  if (stale.length === 0) return versions;
  const running = type === 'STANDARD' ? await runningVersions(bench, arn) : new Set<string>();
  const doomed = stale.filter((one) => !running.has(one));
  await allOf(doomed.map((one) => deleteStateMachineVersion(bench, one)));
  return versions.filter((one) => !doomed.includes(one));
}

/** ARNs of all versions, newest first. */
export async function listStateMachineVersions(
  { aws, signal }: Workbench,
  stateMachineArn: string,
): Promise<string[]> {
  const versions: string[] = [];
  let nextToken: string | undefined;
  do {
    const command = new ListStateMachineVersionsCommand({ stateMachineArn, nextToken });
    const page = await aws.sfn.send(command, abortable(signal));
    versions.push(...(page.stateMachineVersions ?? []).map((one) => one.stateMachineVersionArn ?? ''));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return versions.sort((a, b) => numberOf(b) - numberOf(a));
}

async function runningVersions({ aws }: Workbench, stateMachineArn: string): Promise<Set<string>> {
  const versions = new Set<string>();
  const pages = paginateListExecutions({ client: aws.sfn }, { stateMachineArn, statusFilter: 'RUNNING' });
  for await (const { executions = [] } of pages) {
    for (const { stateMachineVersionArn } of executions) versions.add(stateMachineVersionArn ?? '');
  }
  return versions;
}

/** `NAME:VERSION` of the functions that a version of the state machine calls. */
async function calledBy({ aws, signal }: Workbench, versionArn: string): Promise<string[]> {
  const version = await describe(aws, versionArn, signal);
  return calledVersions(version?.definition ?? '');
}

async function pruneFunction(
  bench: Workbench,
  { wanted: { blueprint }, standing }: FunctionPlan,
  candidate: Candidate,
  keep: number,
  called: ReadonlySet<string>,
): Promise<void> {
  const live = candidate.functionVersions.get(blueprint.key) ?? '';
  const before = standing?.live?.version;
  const [versions, aliases] = await Promise.all([
    listFunctionVersions(bench, blueprint.name),
    listAliases(bench, blueprint.name),
  ]);
  // A run that was killed has left it: while we hold the stage nobody else tests a candidate.
  if (aliases.some(({ Name }) => Name === candidateAlias)) await closeCandidateUrl(bench, blueprint.name);
  const aliased = new Set(aliases.filter(({ Name }) => Name !== candidateAlias).flatMap(versionsOf));
  const promoted = versions.filter((one) => one === live || !isBetween(one, before, live));
  const newest = promoted.slice(0, keep);
  const doomed = versions.filter(
    (one) => !newest.includes(one) && !aliased.has(one) && !called.has(`${blueprint.name}:${one}`),
  );
  await allOf(doomed.map((one) => deleteVersion(bench, blueprint.name, one)));
}

/** Newest first, without `$LATEST`. */
async function listFunctionVersions({ aws }: Workbench, name: string): Promise<string[]> {
  const versions: string[] = [];
  for await (const page of paginateListVersionsByFunction({ client: aws.lambda }, { FunctionName: name })) {
    for (const { Version = '' } of page.Versions ?? []) if (Version !== '$LATEST') versions.push(Version);
  }
  return versions.sort((a, b) => Number(b) - Number(a));
}

async function listAliases({ aws }: Workbench, name: string): Promise<AliasConfiguration[]> {
  const aliases: AliasConfiguration[] = [];
  for await (const page of paginateListAliases({ client: aws.lambda }, { FunctionName: name })) {
    aliases.push(...(page.Aliases ?? []));
  }
  return aliases;
}

function versionsOf({ FunctionVersion = '', RoutingConfig }: AliasConfiguration): string[] {
  return [FunctionVersion, ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})];
}

/** Newer than what was live (or anything, where nothing was), older than what is. */
function isBetween(version: string, before: string | undefined, live: string): boolean {
  return numberOf(version) > numberOf(before ?? '0') && numberOf(version) < numberOf(live);
}

/** The number of a version, or of the version that an ARN ends in. */
export function numberOf(version: string): number {
  return Number(version.split(':').pop());
}
