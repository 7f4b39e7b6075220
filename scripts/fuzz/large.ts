/** Mutations that make a file large in ways that cost more than its bytes: much of one thing, each with its own name. */
import type { Random } from './random.ts';
import type { TextMutation } from './texts.ts';

/** Behind the file's own keys; one that stands there already has a second value, which counts. */
const behind =
  (most: number, part: (count: number, random: Random) => string): TextMutation =>
  (text, random) =>
    `${text}\n${part(1 + random.below(2 ** random.below(1 + Math.log2(most))), random)}\n`;

function many(count: number, one: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => one(index)).join('');
}

export const largeMutations: Readonly<Record<string, TextMutation>> = {
  'many numbers': behind(600_000, (count) => `input: [${'1,'.repeat(count)}]`),
  'many empty maps': behind(300_000, (count) => `input: [${'{},'.repeat(count)}]`),
  'many closing brackets': behind(1_000_000, (count) => ']'.repeat(count)),
  'many keys': behind(50_000, (count) => many(count, (n) => `key${n}: 1\n`)),
  'many functions': behind(20_000, (count, random) => {
    const source = random.pick(['functions/lambda_function_1.py', '/', '/usr', 'nowhere']);
    const code = random.pick(['', ', runtime: python3.13, handler: a.b']);
    return `functions:\n${many(count, (n) => `  f${n}: { source: ${source}${code} }\n`)}`;
  }),
  'many steps to nowhere': behind(10_000, (count) =>
    many(count, (n) => `  - { name: Step ${n}, pass: , next: Stop ${n} }\n`),
  ),
  'many unknown functions': behind(10_000, (count) => many(count, (n) => `  - function: none${n}\n`)),
  'many rules': behind(10_000, (count) => {
    const rules = many(count, (n) => `      - { when: '$states.input.n = ${n}', next: Step 1 }\n`);
    return `  - name: Step 1\n    choice:\n${rules}`;
  }),
  'many expressions': behind(
    20_000,
    (count) => `  - pass:\n    assign:\n${many(count, (n) => `      v${n}: '{% $w${n} %}'\n`)}`,
  ),
  'many branches': behind(5_000, (count) => `  - parallel:\n${'      - steps: [{ pass: }]\n'.repeat(count)}`),
  'many tests': behind(
    10_000,
    (count) => `tests:\n${many(count, (n) => `  - { name: t${n}, expect: { failedState: s${n} } }\n`)}`,
  ),
  'many retriers by name': behind(2_000, (count) => {
    const policy = '    - errorEquals: [E]\n'.repeat(count);
    const step = "  - { function: 'arn:aws:lambda:us-east-1:123456789012:function:f', retry: much }\n";
    return step.repeat(count) + `retries:\n  much:\n${policy}`;
  }),
  'a value in many places': behind(5_000, (count, random) => {
    const value = 'x'.repeat(random.below(100_000));
    return `${"  - pass: '${values.a}${values.a}'\n".repeat(count)}values:\n  a: ${value}`;
  }),
  'many references that are never closed': behind(600_000, (count) => `  - pass: '${'${'.repeat(count)}'`),
  'many defaults for many functions': behind(1_000, (count) => {
    const variables = many(count, (n) => `      V${n}: '${n}'\n`);
    const functions = many(count, (n) => `  f${n}: { source: functions/lambda_function_1.py }\n`);
    return `defaults:\n  function:\n    environment:\n${variables}functions:\n${functions}`;
  }),
  'files included from anywhere': behind(20_000, (count, random) => {
    const file = random.pick(['/', '/dev/zero', '/etc/passwd', 'nowhere', 'state-machine.asl.json']);
    return `include:\n${many(count, (n) => `  - ${random.next() < 0.5 ? file : `${file}${n}`}\n`)}`;
  }),
};
