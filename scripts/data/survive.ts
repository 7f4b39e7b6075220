/**
 * Writes to an endpoint while it is killed at random moments, and starts it again on its folder: what was answered must be
 * there, what was not may be, and everything must work.
 */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import { allClients, type AllClients } from './clients.ts';
import { serveFolder } from './endpoint.ts';
import type { Random } from '../fuzz/random.ts';
import { prepare, registers, type Register } from './registers.ts';

/** Writers at once; each has a register in every service. */
const lanes = 3;

/** Milliseconds from the first write to the kill. */
const life = { least: 50, most: 1200 };

export interface Plan {
  readonly folder: string;
  readonly rounds: number;
  readonly random: Random;
}

export interface Survival {
  readonly answered: number;
  readonly kills: number;
  readonly problems: readonly string[];
  /** What the last endpoint said on standard error. */
  readonly said: string;
}

/** What one register may hold: more than one text only after a write that was not answered. */
interface Cell {
  readonly register: Register;
  readonly name: string;
  allowed: readonly (string | undefined)[];
}

export async function survive({ folder, rounds, random }: Plan): Promise<Survival> {
  const cells = makeCells();
  const problems: string[] = [];
  let answered = 0;
  let said = '';
  for (let round = 0; round <= rounds; round++) {
    const served = await serveFolder(folder);
    const clients = allClients(served.endpoint);
    if (round === 0) await prepare(clients);
    for (const cell of cells) problems.push(...(await check(clients, cell, round)));
    problems.push(...(await invokeOne(clients, cells, round)));
    if (round === rounds) {
      await served.end('SIGINT');
      said = served.said();
    } else {
      const gone = new AbortController();
      const writing = Promise.all(
        Array.from({ length: lanes }, (_, lane) =>
          write(clients, cellsOf(cells, lane), random, () => gone.signal.aborted),
        ),
      );
      await sleep(life.least + random.next() * (life.most - life.least));
      gone.abort();
      await served.end('SIGKILL');
      answered += (await writing).reduce((sum, count) => sum + count, 0);
    }
    for (const client of Object.values(clients)) client.destroy();
  }
  return { answered, kills: rounds, problems, said };
}

function makeCells(): readonly Cell[] {
  return registers.flatMap((register, index) =>
    Array.from({ length: lanes }, (_, lane) => ({
      register,
      name: `register-${index}-${lane}`,
      allowed: [undefined],
    })),
  );
}

function cellsOf(cells: readonly Cell[], lane: number): readonly Cell[] {
  return cells.filter((_, index) => index % lanes === lane);
}

/** One write after the other, until one is not answered. Answers how many were. */
async function write(
  clients: AllClients,
  cells: readonly Cell[],
  random: Random,
  isGone: () => boolean,
): Promise<number> {
  for (let count = 0; ; count++) {
    if (isGone()) return count;
    const cell = random.pick(cells);
    const [before] = cell.allowed;
    const removed = before !== undefined && cell.register.remove && random.next() < 0.2;
    const text = removed ? undefined : `text-${random.below(1e12)}`;
    cell.allowed = [before, text];
    try {
      if (text === undefined) await cell.register.remove?.(clients, cell.name);
      else await cell.register.write(clients, cell.name, text, before);
      cell.allowed = [text];
    } catch (thrown) {
      if (isGone()) return count;
      throw thrown;
    }
  }
}

/** Some writes take several calls: of those that were not answered, a part may be done. */
async function check(clients: AllClients, cell: Cell, round: number): Promise<readonly string[]> {
  const held = await cell.register.read(clients, cell.name).catch((thrown: unknown) => {
    if (/NotFound|NoSuch|NotExist|NonExistent/.test((thrown as Error).name)) return undefined;
    throw thrown;
  });
  const { allowed } = cell;
  cell.allowed = [held];
  if (allowed.includes(held)) return [];
  const { service } = cell.register;
  return [
    `round ${round}: ${service} ${cell.name} holds ${String(held)}, not ${allowed.map(String).join(' or ')}`,
  ];
}

/** A function answers with the text that it was made with. */
async function invokeOne(
  clients: AllClients,
  cells: readonly Cell[],
  round: number,
): Promise<readonly string[]> {
  const made = cells.find(
    ({ register, allowed }) => register.service === 'Lambda' && allowed[0] !== undefined,
  );
  if (!made) return [];
  const { Payload = new Uint8Array() } = await clients.lambda.send(
    new InvokeCommand({ FunctionName: made.name }),
  );
  const text = Buffer.from(Payload).toString();
  return text.startsWith('"text-') ? [] : [`round ${round}: ${made.name} answers ${text}`];
}
