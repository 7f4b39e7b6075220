import type { JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import { expressionText } from '../jsonata/template.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Report } from './report.ts';

/** Exactly one way of saying how long. */
export function checkWait(definition: JsonObject, location: string, report: Report): void {
  const ways = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'];
  if (ways.filter((field) => member(definition, field) !== undefined).length !== 1) {
    report.schema(location, `Exactly one of these fields must be specified: [${ways.join(', ')}]`);
  }
  const timestamp = member(definition, 'Timestamp');
  if (timestamp === undefined || expressionText(timestamp) !== undefined) return;
  if (typeof timestamp !== 'string' || parseTimestamp(timestamp) === undefined) {
    report.schema(`${location}/Timestamp`, 'String does not match RFC3339 timestamp');
  }
}
