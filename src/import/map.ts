import { isObject, type Json, type JsonObject } from '../json.ts';
import { amounts, commonKeys, keysOf, picked } from './fields.ts';

/** @param steps what is done with each item. */
export function mapStep(state: JsonObject, steps: Json): JsonObject {
  const { ItemReader, ItemBatcher, ResultWriter } = state;
  const items = state.Items ?? state.ItemsPath;
  return {
    map: {
      ...(items !== undefined && { items }),
      ...picked(state, ['ItemSelector']),
      ...amounts(state, ['MaxConcurrency']),
      ...processorKeys(state),
      ...picked(state, ['Label']),
      ...(isObject(ItemReader) && { itemReader: readerOf(ItemReader) }),
      ...(isObject(ItemBatcher) && { itemBatcher: batcherOf(ItemBatcher) }),
      ...(isObject(ResultWriter) && { resultWriter: writerOf(ResultWriter) }),
      ...amounts(state, ['ToleratedFailureCount', 'ToleratedFailurePercentage']),
      steps,
    },
    ...commonKeys(state),
  };
}

function processorKeys({ ItemProcessor }: JsonObject): JsonObject {
  const config = isObject(ItemProcessor) ? ItemProcessor.ProcessorConfig : undefined;
  return isObject(config) ? picked(config, ['Mode', 'ExecutionType']) : {};
}

function readerOf({ ReaderConfig, ...rest }: JsonObject): JsonObject {
  const { MaxItems: _items, MaxItemsPath: _path, ...config } = isObject(ReaderConfig) ? ReaderConfig : {};
  const limits = isObject(ReaderConfig) ? amounts(ReaderConfig, ['MaxItems']) : {};
  return {
    ...placeOf(rest),
    ...(ReaderConfig !== undefined && { readerConfig: { ...keysOf(config), ...limits } }),
  };
}

function batcherOf(batcher: JsonObject): JsonObject {
  return {
    ...amounts(batcher, ['MaxItemsPerBatch', 'MaxInputBytesPerBatch']),
    ...picked(batcher, ['BatchInput']),
  };
}

function writerOf({ WriterConfig, ...rest }: JsonObject): JsonObject {
  return { ...placeOf(rest), ...(isObject(WriterConfig) && { writerConfig: keysOf(WriterConfig) }) };
}

/** `arn:aws:states:::s3:getObject` -> `s3:getObject` */
function placeOf({ Resource, ...rest }: JsonObject): JsonObject {
  return {
    ...(typeof Resource === 'string' && { resource: Resource.replace(/^arn:[^:]+:states:::/, '') }),
    ...picked(rest, Object.keys(rest)),
  };
}
