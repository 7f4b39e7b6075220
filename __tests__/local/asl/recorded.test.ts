import { describe, expect, it } from '@jest/globals';
import type { ExecutionRow } from '../../../scripts/conformance/execution.ts';
import { oracleIsHere, rows } from '../../conformance/oracle.ts';
import { checkDefinition, invalidDefinitionMessage } from '../../../src/local/asl/index.ts';
import type { StateMachineType } from '../../../src/local/asl/index.ts';
import { sent } from '../../../scripts/conformance/execution.ts';
import { runRow } from './harness.ts';

const executions = oracleIsHere ? rows<ExecutionRow>('cases.jsonl') : [];
const alone = executions.filter(({ requires }) => requires.length === 0);
const groups = [...new Set(alone.map(({ group }) => group))];

(oracleIsHere ? describe : describe.skip)('executions that AWS recorded (needs the oracle)', () => {
  it.each(groups)('%s', async (group) => {
    const misses: string[] = [];
    for (const row of alone.filter((row) => row.group === group)) {
      const [problem] = await runRow(row);
      if (problem !== undefined) misses.push(`${row.id} ${problem}`);
    }
    expect(misses).toEqual([]);
  });

  it('accepts every definition that AWS has run', () => {
    const refused = executions.filter((row) => {
      const text = row.definition_raw ?? sent(row.definition);
      return checkDefinition(text, row.state_machine.type).length > 0;
    });
    expect(refused.map(({ id }) => id)).toEqual([]);
  });
});

interface CheckRow {
  readonly id: string;
  readonly params: { readonly definition?: string; readonly type?: StateMachineType };
  readonly expected: {
    readonly error_code?: string;
    readonly message?: string;
    readonly diagnostics?: readonly object[];
  };
}

const checks = (oracleIsHere ? rows<CheckRow>('validation.jsonl') : []).filter(
  ({ expected }) => expected.error_code === 'InvalidDefinition' || expected.diagnostics,
);

(oracleIsHere ? describe : describe.skip)('definitions that AWS checked (needs the oracle)', () => {
  it.each(checks.map((row) => [row.id, row] as const))('%s', (_, { params, expected }) => {
    const found = checkDefinition(params.definition ?? '', params.type ?? 'STANDARD');
    if (expected.diagnostics) expect(found).toEqual(expected.diagnostics);
    else expect(invalidDefinitionMessage(found)).toBe(expected.message);
  });
});
