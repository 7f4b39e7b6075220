import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { checkExpressions, checkJsonpath } from './expressions.ts';
import type { Report } from './report.ts';

/** Retry and Catch: which errors, how often, where to. */
export function checkRecovery(
  definition: JsonObject,
  language: QueryLanguage,
  location: string,
  report: Report,
): void {
  checkEntries(definition, 'Retry', location, report, checkRetrier);
  checkEntries(definition, 'Catch', location, report, (catcher, place) => {
    if (member(catcher, 'Next') === undefined)
      report.schema(place, "The field 'Next' is required but was missing");
    if (language === 'JSONPath') checkJsonpath(catcher, place, report);
    else
      for (const field of ['Assign', 'Output'])
        checkExpressions(member(catcher, field), `${place}/${field}`, report);
  });
}

function checkEntries(
  definition: JsonObject,
  field: string,
  location: string,
  report: Report,
  check: (entry: JsonObject, location: string, report: Report) => void,
): void {
  const value = member(definition, field);
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    report.schema(`${location}/${field}`, 'Expected value of type Array');
    return;
  }
  const entries = value as readonly Json[];
  entries.forEach((entry, i) => {
    const place = `${location}/${field}[${i}]`;
    if (!isObject(entry)) report.schema(place, 'Expected value of type Object');
    else {
      checkErrors(entry, i === entries.length - 1, place, report);
      check(entry, place, report);
    }
  });
}

/** States.ALL stands alone and last. */
function checkErrors(entry: JsonObject, last: boolean, location: string, report: Report): void {
  const errors = member(entry, 'ErrorEquals');
  if (errors === undefined) report.schema(location, "The field 'ErrorEquals' is required but was missing");
  else if (!Array.isArray(errors) || errors.length === 0) {
    report.schema(`${location}/ErrorEquals`, 'Expected a non-empty Array of Strings');
  } else if (errors.includes('States.ALL') && errors.length > 1) {
    report.schema(`${location}/ErrorEquals`, "'States.ALL' can only appear as the only element in the list");
  } else if (errors.includes('States.ALL') && !last) {
    report.schema(`${location}/ErrorEquals`, "'States.ALL' can only appear in the last element of the list");
  }
}

const limits: Readonly<Record<string, (value: number) => boolean>> = {
  IntervalSeconds: (value) => Number.isInteger(value) && value >= 1,
  MaxAttempts: (value) => Number.isInteger(value) && value >= 0,
  BackoffRate: (value) => value >= 1,
  MaxDelaySeconds: (value) => Number.isInteger(value) && value >= 1,
};

function checkRetrier(retrier: JsonObject, location: string, report: Report): void {
  for (const [field, holds] of Object.entries(limits)) {
    const value = member(retrier, field);
    if (value !== undefined && (typeof value !== 'number' || !holds(value))) {
      report.schema(`${location}/${field}`, `Invalid value for '${field}'`);
    }
  }
}
