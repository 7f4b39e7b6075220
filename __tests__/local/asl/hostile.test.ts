/** Expressions that would never end, over the wire, while others use the same endpoint. */
import { StartSyncExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import { asl, createMachine, startStates, type StatesClients } from '../states/support.ts';

const jsonata = (Output: string): string =>
  asl({ Only: { Type: 'Pass', Output, End: true } }, { QueryLanguage: 'JSONata' });
const jsonpath = (path: string): string =>
  asl({ Only: { Type: 'Pass', Parameters: { 'found.$': path }, End: true } });

const evil = `${'a'.repeat(60)}!`;
const doubling = '$reduce([1..40], function($a, $i) {[[$a], [$a]]}, [1])';

const hostile = [
  ['calls itself for ever', jsonata('{% ($f := function($n) { $f($n + 1) + 1 }; $f(0)) %}')],
  ['loops for ever', jsonata('{% ($f := function($n) { $f($n + 1) }; $f(0)) %}')],
  ['eats memory with arrays', jsonata('{% $count($map([1..1000000], function($i) {[1..1000000]})) %}')],
  ['eats memory with texts', jsonata("{% $length($pad('', 400000000)) %}")],
  ['matches for ever', jsonata(`{% $match('${evil}', /^(a+)+$/) %}`)],
  ['replaces for ever', jsonata(`{% $replace('${evil}', /^(a|a)*$/, '') %}`)],
  ['gives what no text can hold', jsonata(`{% ${doubling} %}`)],
  ['has no end within a built-in function', jsonata(`{% $string(${doubling}) %}`)],
  ['filters for ever', jsonpath(`$.texts[?(@ =~ /(a|a)*/)]`)],
  ['descends for ever', jsonpath('$..*..*..*..*..*..*')],
] as const;

const input = JSON.stringify({
  texts: [evil],
  deep: JSON.parse(`${'[1,'.repeat(60)}1${']'.repeat(60)}`) as unknown,
});

/** How a synchronous execution ended, and after how many milliseconds. */
interface Ended {
  readonly status: string | undefined;
  readonly error: string | undefined;
  readonly output: string | undefined;
  readonly ms: number;
}

async function run(sfn: SFNClient, stateMachineArn: string): Promise<Ended> {
  const start = performance.now();
  const { status, error, output } = await sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input }));
  return { status, error, output, ms: performance.now() - start };
}

/** Creates express state machines, each under a name of its own. */
async function express(clients: StatesClients, definitions: readonly string[]): Promise<string[]> {
  return Promise.all(
    definitions.map((definition, i) =>
      createMachine(clients, definition, { name: `machine-${i}`, type: 'EXPRESS' }),
    ),
  );
}

const simple = jsonata('{% $count($states.input.texts) %}');
const heavy = jsonata('{% $sum($map([1..100], function($n) { $n * 2 })) %}');

describe('a hostile expression', () => {
  it.each(hostile)(
    'that %s fails its own execution in two seconds; 50 others go on',
    async (_, definition) => {
      const clients = await startStates();
      const { sfn } = clients;
      const [evil = '', ...good] = await express(clients, [definition, simple, heavy]);
      const failing = run(sfn, evil);
      const others = await Promise.all(Array.from({ length: 50 }, (_, i) => run(sfn, good[i % 2] ?? '')));
      expect(others.map(({ output }) => output)).toEqual(others.map((_, i) => (i % 2 === 0 ? '1' : '10100')));
      const { status, error, ms } = await failing;
      expect(status).toBe('FAILED');
      expect(['States.QueryEvaluationError', 'States.Runtime']).toContain(error);
      expect(ms).toBeLessThan(2000);
      expect(Math.max(...others.map((other) => other.ms))).toBeLessThan(2000);
    },
  );

  it('is no worse in company: all end, each as the error of its own execution', async () => {
    const clients = await startStates();
    const machines = await express(
      clients,
      hostile.map(([, definition]) => definition),
    );
    const ended = await Promise.all(machines.map((machine) => run(clients.sfn, machine)));
    expect(ended.map(({ status }) => status)).toEqual(hostile.map(() => 'FAILED'));
  });
});
