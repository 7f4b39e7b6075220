import type { JsonObject } from '../../../json.ts';
import { object, text, texts } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { numberField } from '../fields/number.ts';
import type { NumberField } from '../fields/number.ts';

/** What an ItemReader's ReaderConfig says about the data. */
export interface ReaderConfig {
  readonly inputType: string;
  /** Of listed objects: the items are what is in them, and not they themselves [AWS, ItemReader: Transformation]. */
  readonly loads: boolean;
  readonly headerLocation: string;
  readonly headers: readonly string[];
  readonly delimiter: string;
  /** JSON Pointer to the items within a JSON file. */
  readonly pointer: string | undefined;
  readonly maxItems: NumberField;
}

const delimiters: Readonly<Record<string, string>> = {
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  SPACE: ' ',
  TAB: '\t',
};

export function readerConfig(reader: JsonObject, language: QueryLanguage): ReaderConfig {
  const config = object(reader, 'ReaderConfig') ?? {};
  return {
    inputType: text(config, 'InputType') ?? 'JSON',
    loads: text(config, 'Transformation') === 'LOAD_AND_FLATTEN',
    headerLocation: text(config, 'CSVHeaderLocation') ?? 'FIRST_ROW',
    headers: texts(config, 'CSVHeaders'),
    delimiter: delimiters[text(config, 'CSVDelimiter') ?? 'COMMA'] ?? ',',
    pointer: text(config, 'ItemsPointer'),
    maxItems: numberField(config, 'MaxItems', language),
  };
}
