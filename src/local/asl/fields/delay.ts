import type { Json, JsonObject } from '../../../json.ts';
import { member, number, required, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { QueryEvaluationError } from '../errors/query-evaluation.ts';
import { RuntimeError } from '../errors/runtime.ts';
import { evaluatePath, PathNotFound } from '../jsonpath/evaluate.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { documentOf } from '../jsonpath/read.ts';
import { compileJsonata } from '../jsonata/template.ts';
import { parseTimestamp } from '../timestamp.ts';
import { typeName } from '../values.ts';
import type { Visit } from '../visit.ts';

/** Milliseconds from now. */
export type Delay = (visit: Visit) => Promise<number>;

export function compileDelay(definition: JsonObject, language: QueryLanguage): Delay {
  return language === 'JSONata' ? jsonataDelay(definition) : jsonpathDelay(definition);
}

function until(visit: Visit, time: number): number {
  return time - visit.frame.run.environment.clock.now();
}

function jsonpathDelay(definition: JsonObject): Delay {
  const seconds = number(definition, 'Seconds');
  if (seconds !== undefined) return async () => seconds * 1000;
  const timestamp = text(definition, 'Timestamp');
  if (timestamp !== undefined) {
    const time = required(parseTimestamp(timestamp), 'Timestamp');
    return async (visit) => until(visit, time);
  }
  const secondsPath = text(definition, 'SecondsPath');
  if (secondsPath !== undefined) return secondsAt(secondsPath);
  return timestampAt(required(text(definition, 'TimestampPath'), 'TimestampPath'));
}

function secondsAt(reference: string): Delay {
  const read = reader('SecondsPath', reference);
  return async (visit) => {
    const value = read(visit);
    const shown = `${reference} == ${show(value)}`;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new RuntimeError(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
    }
    if (value < 0) throw new RuntimeError(`The SecondsPath parameter references a negative value: ${shown}`);
    return value * 1000;
  };
}

function timestampAt(reference: string): Delay {
  const read = reader('TimestampPath', reference);
  return async (visit) => {
    const value = read(visit);
    const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (time !== undefined) return until(visit, time);
    throw new RuntimeError(
      `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${reference} == ${show(value)}`,
    );
  };
}

function reader(field: string, reference: string): (visit: Visit) => Json {
  const path = parsePath(reference);
  return (visit) => {
    try {
      return evaluatePath(path, documentOf(path, visit.scope()));
    } catch (thrown) {
      if (!(thrown instanceof PathNotFound)) throw thrown;
      throw new RuntimeError(`The ${field} parameter does not reference an input value: ${reference}`);
    }
  };
}

function show(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function jsonataDelay(definition: JsonObject): Delay {
  const seconds = member(definition, 'Seconds');
  return seconds === undefined
    ? timestampOf(required(member(definition, 'Timestamp'), 'Timestamp'))
    : secondsOf(seconds);
}

function secondsOf(source: Json): Delay {
  const template = compileJsonata(source, 'Seconds');
  return async (visit) => {
    const value = await template.evaluate(visit.scope());
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value * 1000;
    throw (
      template.expression?.unexpected('Seconds', 'integer', typeName(value), value) ??
      new TypeError('Seconds')
    );
  };
}

function timestampOf(source: Json): Delay {
  const template = compileJsonata(source, 'Timestamp');
  return async (visit) => {
    const value = await template.evaluate(visit.scope());
    if (typeof value !== 'string') {
      throw (
        template.expression?.unexpected('Timestamp', 'string', typeName(value), value) ??
        new TypeError('Timestamp')
      );
    }
    const time = parseTimestamp(value);
    if (time !== undefined) return until(visit, time);
    throw new QueryEvaluationError(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`,
      'Timestamp',
      true,
    );
  };
}
