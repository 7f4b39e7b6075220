/** The process that evaluates expressions which may do anything. Bundled with what it imports: `scripts/jsonata-process.mjs`. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import jsonata from 'jsonata';
import { evaluate, limits, type Bindings } from './evaluate.ts';
import type { Answer, Question } from './evaluator.ts';
import { awsFunctions } from './functions.ts';
import { timeFunctions } from './time.ts';

/** AWS keeps no more than this of all variables of an execution; no single value may be larger. */
const largest = 10 * 2 ** 20;

const host = { random: Math.random, uuid: randomUUID };
const compiled = new Map<string, jsonata.Expression>();

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text, limits);
  // One that lives long meets ever new expressions.
  if (compiled.size >= 1000) compiled.clear();
  compiled.set(text, expression);
  return expression;
}

async function answer({ text, data, now }: Question): Promise<Answer> {
  try {
    const functions = { ...awsFunctions(host), ...timeFunctions(now) };
    const bindings = { ...functions, ...(JSON.parse(data) as Bindings) };
    const value = JSON.stringify(await evaluate(compile(text), bindings)) as string | undefined;
    if (value === undefined) return {};
    return value.length > largest ? { problem: 'The result is too large' } : { value };
  } catch (thrown) {
    return { problem: (thrown as Error).message };
  }
}

process.on('message', (question: Question) => {
  void answer(question).then((given) => process.send?.(given));
});

// Who interrupts the endpoint interrupts its whole process group; the end of the channel ends this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

/** Should the endpoint die meanwhile, nothing tells an evaluation that runs away: a thread beside it looks after its parent. */
const watch = `const { workerData: parent } = require('node:worker_threads');
setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), 1000);`;
new Worker(watch, { eval: true, workerData: Number(process.argv[2]) }).unref();
