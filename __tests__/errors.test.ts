import { describe, expect, it } from '@jest/globals';
import { exitCode, formatProblem, messageOf, UserError } from '../src/errors.ts';

const at = { file: 'workflow.yaml', line: 3, column: 5 };

describe('a problem', () => {
  it.each([
    [{ what: 'no name', hint: 'Add one', at }, 'workflow.yaml:3:5: no name. Add one'],
    [{ what: 'no name', at }, 'workflow.yaml:3:5: no name'],
    [{ what: 'no name' }, 'no name'],
    [{ what: 'no \r\n  name\u2028', at }, 'workflow.yaml:3:5: no name'],
    [{ what: `no ${' '.repeat(1_000_000)}name` }, `no ${' '.repeat(19_997)}…`],
  ])('is one line', (problem, line) => {
    expect(formatProblem(problem)).toBe(line);
  });
});

describe("a user's error", () => {
  it("has all problems, a line each, and is the user's unless said otherwise", () => {
    const error = new UserError([{ what: 'a' }, { what: 'b', at }]);
    expect(error.message).toBe('a\nworkflow.yaml:3:5: b');
    expect(error.exitCode).toBe(exitCode.invalid);
    expect(new UserError({ what: 'a' }, exitCode.refused).exitCode).toBe(3);
  });
});

describe('the message of what was thrown', () => {
  it.each([
    [new Error('no'), 'no'],
    ['no', 'no'],
    [undefined, 'undefined'],
  ])('is there for anything', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});
