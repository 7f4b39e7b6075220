import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../src/json.ts';
import { mermaidDiagram } from '../../src/report/mermaid.ts';
import { failed, history, left, named, take, type Line } from '../run/support.ts';
import { chain, chainRun } from './large.ts';
import { failing, hostile } from './support.ts';

/** A machine of these states, one after the other. */
function machine(...names: readonly string[]): Json {
  const states = names.map((name, index) => [name, { Type: 'Task', Next: names[index + 1] ?? '' }]);
  return { StartAt: names[0] ?? '', States: Object.fromEntries(states) as Json };
}

function diagram(definition: Json, ...lines: readonly Line[]): string {
  return mermaidDiagram(definition, take(history(['ExecutionStarted', 0, { input: '{}' }], ...lines)).run);
}

/** Lines of states, without what they look like in numbers. */
const statesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^s\d+\W.*:::/.test(line));

const inMap = {
  StartAt: 'Map',
  States: {
    Map: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Task', End: true } } },
      Next: 'After',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handle' }],
    },
    After: { Type: 'Succeed' },
    Handle: { Type: 'Fail' },
  },
};

describe('the Mermaid diagram', () => {
  it('marks what passed, was retried, failed and was not reached', () => {
    const text = diagram(
      machine('A', 'T', 'Z'),
      ['PassStateEntered', 0, named('A')],
      ['PassStateExited', 2, left('A')],
      ['TaskStateEntered', 3, named('T')],
      ['TaskScheduled', 4],
      ['TaskFailed', 5, failed('Busy')],
      ['TaskScheduled', 6],
      ['TaskFailed', 7, failed('E')],
      ['ExecutionFailed', 8, failed('E')],
    );
    expect(statesIn(text)).toEqual([
      's0["✓ A"]:::passed',
      's1["✗ T<br/>↻ 1 retry"]:::failed',
      's2["Z"]:::notReached',
    ]);
    expect(text).toContain('\n  s0 --> s1\n  s1 --> s2\n');
    expect(text).toMatch(/classDef failed fill:#cf222e/);
  });

  it('has inner states in a frame that looks like its state, and catchers dotted', () => {
    const text = diagram(
      inMap,
      ['MapStateEntered', 0, named('Map')],
      ['MapStateStarted', 2, { length: 1 }],
      ['MapIterationStarted', 3, { name: 'Map', index: 0 }],
      ['TaskStateEntered', 4, named('In')],
      ['TaskScheduled', 5],
      ['TaskFailed', 6, failed('E')],
      ['MapIterationFailed', 7, { name: 'Map', index: 0 }],
      ['MapStateFailed', 8],
      ['MapStateExited', 9, left('Map')],
      ['FailStateEntered', 10, named('Handle')],
      ['ExecutionFailed', 11, failed('E')],
    );
    expect(text).toContain('  subgraph s0["↷ Map"]\n    direction TB\n    s3["✗ In"]:::failed\n  end');
    expect(text).toContain('  class s0 caughtFrame');
    expect(text).toContain('  s0 -. catch .-> s2');
    expect(text).toContain('s2(["✗ Handle"]):::failed');
  });

  it.each([
    ['a quote that ends the label', 'a"] --> evil["b'],
    ['a subgraph that ends', 'x\nend\nclick s0 "http://evil"'],
    ['Markdown and mathematics', '`**b** $$x$$`'],
    ['a directive', '%%{init: {"securityLevel": "loose"}}%%'],
    ['everything at once', hostile],
  ])('has %s as letters, digits and references alone', (_, name) => {
    const [line = ''] = statesIn(diagram(machine(name), ...failing(name, 'E', 'no')));
    expect(line).toMatch(/^s0\["✗ (?:[\p{L}\p{N}… ]|#\d+;)+<br\/>↻ 1 retry"\]:::failed$/u);
  });

  it.each([
    [500, 250, 120],
    [1_000, 999, 120],
    [120, 60, 120],
  ])('of %d states shows those around the one that failed, within the limits', (count, failsAt, most) => {
    const text = mermaidDiagram(chain(count), chainRun(failsAt));
    expect(text).toContain(`"✗ Step ${failsAt}"]:::failed`);
    expect(statesIn(text)).toHaveLength(most);
    expect(text.includes(`${most} of ${count} states`)).toBe(most < count);
    expect(text.length).toBeLessThanOrEqual(50_000);
    expect(text.match(/ -->| -\. /g)?.length).toBeLessThanOrEqual(500);
  });

  it('drops more states where each leads to every other', () => {
    const names = Array.from({ length: 100 }, (_, index) => `${'\u{1f600}'.repeat(20)} ${index}`);
    const choices = names.map((name) => ({ Next: name }));
    const states = names.map((name) => [name, { Type: 'Choice', Choices: choices }]);
    const text = mermaidDiagram({ States: Object.fromEntries(states) as Json }, chainRun(0));
    expect(text.length).toBeLessThanOrEqual(50_000);
    expect(text.match(/ -->/g)?.length).toBeLessThanOrEqual(500);
    expect(statesIn(text).length).toBeGreaterThan(5);
  });
});
