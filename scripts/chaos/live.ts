/** What `live` serves after a disturbance, before anything has been repaired: always something that was promoted. */
import { canonicalJson, isObject, type Json, type JsonObject } from '../../src/json.ts';
import type { Dump } from './dump/dump.ts';
import type { Baseline } from './baseline.ts';

/** Problems of the aliases `live`: each serves what it served at the start, or what it serves when the command has acted. */
export function liveProblems(now: Dump, { start, acted }: Baseline): string[] {
  const [was, is, willBe] = [liveOf(start), liveOf(now), liveOf(acted)];
  return [...is].flatMap(([name, serves]) =>
    [was, willBe].some((one) => one.get(name) === serves)
      ? []
      : [`live of ${name} serves what was never promoted: ${serves.slice(0, 400)}`],
  );
}

/** Problems of a command that has ended by itself, and could take back what it had begun: all moved, or none. */
export function halfwayProblems(now: Dump, { start, acted }: Baseline): string[] {
  const is = textOf(liveOf(now));
  return is === textOf(liveOf(start)) || is === textOf(liveOf(acted)) ? [] : ['live has moved halfway'];
}

type Live = ReadonlyMap<string, string>;

function textOf(live: Live): string {
  return JSON.stringify([...live].sort());
}

function liveOf({ functions, stateMachines }: Dump): Live {
  return new Map([
    ...liveAliases('function', functions, 'serves'),
    ...liveAliases('state machine', stateMachines, 'routes'),
  ]);
}

function liveAliases(kind: string, resources: JsonObject, member: string): [string, string][] {
  return Object.entries(resources).flatMap(([name, resource]): [string, string][] => {
    const live = at(at(resource, 'aliases'), 'live');
    return live === null ? [] : [[`${kind} ${name}`, canonicalJson(at(live, member))]];
  });
}

function at(value: Json, name: string): Json {
  return isObject(value) ? (value[name] ?? null) : null;
}
