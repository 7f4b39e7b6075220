/** The states of a run as a table, and tables as text. */
import { pathOf, type Run, type StateVisit } from '../run/run.ts';
import { formatDuration } from './duration.ts';
import { printableLine } from './printable.ts';

/** One row of the states table, as texts. */
export interface StateRow {
  readonly state: string;
  readonly type: string;
  readonly result: StateVisit['outcome'];
  readonly attempts: string;
  readonly duration: string;
}

export function stateRows({ states }: Pick<Run, 'states'>): StateRow[] {
  return states.map((visit) => ({
    state: printableLine(pathOf(visit)),
    type: visit.type,
    result: visit.outcome,
    attempts: visit.attempts.length === 0 ? '' : String(visit.attempts.length),
    duration: visit.exitedAt === undefined ? '' : formatDuration(visit.exitedAt - visit.enteredAt),
  }));
}

/** Columns as wide as their widest cell, two spaces apart. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
