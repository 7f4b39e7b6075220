/** Requests of real operations with a value of the wrong type in one of their members, at any depth. */
import type { Random } from '../fuzz/random.ts';
import type { Service } from '../../src/local/service.ts';
import { services } from '../../src/local/registry.ts';
import { parts, type Parts } from './request.ts';
import { requiredMembers } from '../models/shape.ts';
import { inputOf, operationsOf, type Schema } from '../shapes/clients.ts';
import { isElsewhere } from '../shapes/module.ts';
import { knownValues } from './stage.ts';

export interface Typed {
  readonly name: string;
  readonly request: Parts;
}

/** A place in an operation's input, and what may stand there. */
interface Place {
  readonly service: Service<never>;
  readonly operation: string;
  readonly input: Schema;
  readonly path: readonly string[];
  readonly schema: Schema;
}

const deepest = 4;

/** All places where a type can be wrong: what comes in path, query and headers is text whatever it is. */
export function places(): readonly Place[] {
  return services.flatMap((service) =>
    operationsOf(service).flatMap((operation) => {
      const input = inputOf(service, operation);
      if (!input?.isStructSchema()) return [];
      return below(service, input, []).map(([path, schema]) => ({ service, operation, input, path, schema }));
    }),
  );
}

function below(
  service: Service<never>,
  schema: Schema,
  path: readonly string[],
): [readonly string[], Schema][] {
  if (path.length >= deepest) return [];
  return membersOf(service, schema).flatMap(([name, member]) => [
    [[...path, name], member] as [readonly string[], Schema],
    ...below(service, member, [...path, name]),
  ]);
}

/** The keys of a form's maps may be anything. */
function membersOf({ protocol }: Service<never>, schema: Schema): [string, Schema][] {
  const isChecked = ([, member]: [string, Schema]): boolean =>
    !isElsewhere(member) && !member.isDocumentSchema() && !(protocol === 'query' && member.isMapSchema());
  if (schema.isStructSchema()) return [...schema.structIterator()].filter(isChecked);
  if (schema.isListSchema()) return [['0', schema.getValueSchema()]];
  return schema.isMapSchema() ? [['key', schema.getValueSchema()]] : [];
}

/** A request with the wrong type at the place. */
export function wrongly(place: Place, random: Random): Typed {
  const { service, operation, path, schema } = place;
  const wrong = random.pick(service.protocol === 'query' ? wrongTexts(schema) : wrongValues(schema));
  const input = sample(place.input, path, wrong) as Record<string, unknown>;
  const name = `${service.signingName}:${operation} ${path.join('.')} = ${JSON.stringify(wrong).slice(0, 60)}`;
  return { name, request: encode(place, input) };
}

function wrongValues(schema: Schema): readonly unknown[] {
  if (schema.isStringSchema() || schema.isBlobSchema()) return [5, true, ['a'], { a: 1 }, [null], {}];
  if (schema.isTimestampSchema()) return [true, [1], { a: 1 }];
  if (schema.isNumericSchema()) return ['x', true, [1], { a: 1 }, ''];
  if (schema.isBooleanSchema()) return ['x', 7, [true], {}];
  if (schema.isListSchema()) return ['x', 7, true, { a: 'b' }, { 0: 'x' }];
  return ['x', 7, true, ['a'], [null], [[]]];
}

/** In a form every scalar is text. */
function wrongTexts(schema: Schema): readonly unknown[] {
  if (schema.isListSchema()) return ['x', { a: 'b' }];
  if (schema.isStructSchema()) return ['x', ['a']];
  return schema.isNumericSchema() || schema.isBooleanSchema() ? ['x', ['1'], { a: 1 }] : [['a'], { a: 1 }];
}

/** Values that the stage knows, texts and ones elsewhere; what must not be missing and what leads to the place. */
function sample(schema: Schema, [step, ...rest]: readonly string[], wrong: unknown, name = ''): unknown {
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return step === undefined ? [good(item, name)] : [at(item, rest, wrong, name)];
  }
  if (schema.isMapSchema()) {
    const item = schema.getValueSchema();
    return { key: step === undefined ? good(item, name) : at(item, rest, wrong, name) };
  }
  const required = new Set<string>(requiredMembers(schema));
  const members = [...schema.structIterator()].flatMap(([member, inner]) => {
    if (member === step) return [[member, at(inner, rest, wrong, member)]];
    return required.has(member) || member in knownValues ? [[member, good(inner, member)]] : [];
  });
  return Object.fromEntries(members) as unknown;
}

function at(schema: Schema, rest: readonly string[], wrong: unknown, name: string): unknown {
  return rest.length === 0 ? wrong : sample(schema, rest, wrong, name);
}

function good(schema: Schema, name: string): unknown {
  if (schema.isStringSchema() && name in knownValues) return knownValues[name];
  if (schema.isBlobSchema()) return Buffer.from('x').toString('base64');
  if (schema.isStringSchema()) return 'x';
  if (schema.isNumericSchema() || schema.isTimestampSchema()) return 1;
  if (schema.isBooleanSchema()) return false;
  return schema.isDocumentSchema() ? {} : sample(schema, [], undefined, name);
}

function encode({ service, operation }: Place, input: Record<string, unknown>): Parts {
  const { signingName } = service;
  if (service.protocol === 'query') {
    const form = new URLSearchParams({ Action: operation, Version: service.apiVersion });
    for (const [name, value] of flat(input, '')) form.append(name, value);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return parts(signingName, { headers, body: Buffer.from(form.toString()) });
  }
  if (service.protocol === 'rest') return encodeRest(service, operation, input);
  const prefix = service.protocol === 'json' ? service.targetPrefix : 'DynamoDB_20120810';
  const headers = { 'x-amz-target': `${prefix}.${operation}`, 'content-type': 'application/x-amz-json-1.0' };
  return parts(signingName, { headers, json: input });
}

function* flat(value: unknown, at: string): Generator<[string, string]> {
  const under = (key: string): string => (at === '' ? key : `${at}.${key}`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* flat(item, under(`member.${index + 1}`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* flat(item, under(key));
  } else yield [at, String(value)];
}

/** Labels and headers are texts whatever is put in them; the rest goes into query or body. */
function encodeRest(
  service: Service<never> & { readonly protocol: 'rest' },
  operation: string,
  input: Record<string, unknown>,
): Parts {
  const route = service.routes.find(({ name }) => name === operation);
  const rest = new Map(Object.entries(input));
  const take = (member: string): string => {
    const value = rest.get(member) ?? knownValues[member] ?? 'x';
    rest.delete(member);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const path = (route?.path ?? '/').replace(/\{(\w+)\}/g, (_, label: string) =>
    encodeURIComponent(take(label)),
  );
  const headers = Object.entries(route?.headers ?? {}).flatMap(([member, header]) =>
    rest.has(member) ? [[header, take(member)]] : [],
  );
  const method = route?.method ?? 'GET';
  const fixed = new URLSearchParams(route?.query).toString();
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const query = hasBody ? '' : new URLSearchParams([...flat(Object.fromEntries(rest), '')]).toString();
  const search = [fixed, query].filter(Boolean).join('&');
  return parts(service.signingName, {
    method,
    target: search === '' ? path : `${path}?${search}`,
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(hasBody && { json: route?.payload ? 'x' : Object.fromEntries(rest) }),
  });
}
