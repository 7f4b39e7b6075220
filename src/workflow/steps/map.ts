import { isObject, type Json, type JsonObject } from '../../json.ts';
import { withoutUndefined } from '../functions/defined.ts';
import type { StepInput } from '../schema/steps.ts';
import type { MapStep } from '../step.ts';
import { checkTemplate, isExpression, within, type Place } from './expression.ts';
import { amountFields } from './amounts.ts';
import { aslNames } from './aslNames.ts';
import { aslFields } from './fields.ts';
import type { Context } from './kinds.ts';

type MapInput = StepInput<'map'>['map'];

export function mapOf({ map }: StepInput<'map'>, context: Context): MapStep {
  const place = within(context, 'map');
  if (map.mode !== 'DISTRIBUTED') checkInline(map, place);
  const { mode, executionType = 'STANDARD' } = map;
  return {
    kind: 'map',
    settings: settingsOf(map, place),
    ...(mode && {
      processorConfig: { Mode: mode, ...(mode === 'DISTRIBUTED' && { ExecutionType: executionType }) },
    }),
    processor: { steps: [] },
  };
}

function settingsOf(map: MapInput, place: Place): JsonObject {
  checkTemplate(map.itemSelector, within(place, 'itemSelector'));
  return withoutUndefined({
    ...itemsOf(map, place),
    ItemSelector: map.itemSelector,
    ...amountFields(map, ['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'], place),
    ItemReader: map.itemReader && readerOf(map.itemReader, within(place, 'itemReader')),
    ItemBatcher: map.itemBatcher && batcherOf(map.itemBatcher, within(place, 'itemBatcher')),
    ResultWriter: map.resultWriter && writerOf(map.resultWriter, within(place, 'resultWriter')),
    Label: map.label,
  }) as JsonObject;
}

/**
 * `Items` in JSONata, in JSONPath a path, `ItemsPath`. A distributed map goes through the members of a map too [developer guide,
 * "Items (Map, JSONata only)"].
 */
function itemsOf({ items, mode }: MapInput, place: Place): JsonObject {
  if (items === undefined) return {};
  const at = within(place, 'items');
  if (typeof items === 'string' && isExpression(items, at)) {
    return { [place.queryLanguage === 'JSONPath' ? 'ItemsPath' : 'Items']: items };
  }
  if (place.queryLanguage === 'JSONPath') {
    place.diagnostics.error(at.path, '"items" must be a path in JSONPath', 'Write a path such as $.items');
  } else if (!Array.isArray(items) && !(mode === 'DISTRIBUTED' && isObject(items))) {
    place.diagnostics.error(at.path, '"items" must be a list, or an expression that gives one');
  }
  checkTemplate(items, at);
  return { Items: items as Json };
}

function readerOf(
  { resource, readerConfig, ...where }: NonNullable<MapInput['itemReader']>,
  place: Place,
): JsonObject {
  return {
    Resource: s3(resource),
    ...(readerConfig && {
      ReaderConfig: configOf(readerConfig as JsonObject, within(place, 'readerConfig')),
    }),
    ...aslFields(where, place),
  };
}

function configOf({ maxItems, ...config }: JsonObject, place: Place): JsonObject {
  return { ...aslNames(config), ...amountFields({ maxItems }, ['maxItems'], place) };
}

function batcherOf(batcher: NonNullable<MapInput['itemBatcher']>, place: Place): JsonObject {
  const { batchInput } = batcher;
  checkTemplate(batchInput, within(place, 'batchInput'));
  return {
    ...amountFields(batcher, ['maxItemsPerBatch', 'maxInputBytesPerBatch'], place),
    ...(batchInput !== undefined && { BatchInput: batchInput as Json }),
  };
}

function writerOf(
  { resource, writerConfig, ...where }: NonNullable<MapInput['resultWriter']>,
  place: Place,
): JsonObject {
  const target = aslFields(where, place);
  const writes = resource !== undefined || Object.keys(target).length > 0;
  return {
    ...(writes && { Resource: s3('s3:putObject') }),
    ...target,
    ...(writerConfig && { WriterConfig: aslNames(writerConfig as JsonObject) }),
  };
}

function s3(operation: string): string {
  return `arn:\${partition}:states:::${operation}`;
}

const distributedOnly = ['itemReader', 'itemBatcher', 'resultWriter', 'label', 'executionType'] as const;
/** AWS takes these on an inline map too, where one failed item fails the map all the same (recorded). */
const tolerances = ['toleratedFailureCount', 'toleratedFailurePercentage'] as const;

function checkInline(map: MapInput, { path, diagnostics }: Place): void {
  const hint = 'Say "mode: DISTRIBUTED"';
  for (const key of distributedOnly) {
    if (map[key] === undefined) continue;
    diagnostics.errorAtKey([...path, key], `"${key}" needs a DISTRIBUTED map`, hint);
  }
  for (const key of tolerances) {
    if (map[key] === undefined) continue;
    diagnostics.warn([...path, key], `"${key}" has no effect on an INLINE map`, hint);
  }
}
