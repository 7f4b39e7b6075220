import type { JsonObject } from '../../../json.ts';
import { ItemReaderFailed } from '../errors/item-reader-failed.ts';
import type { ReaderConfig } from './reader-config.ts';

type CsvConfig = Pick<ReaderConfig, 'headerLocation' | 'headers' | 'delimiter'>;

/** The rows of a CSV file as objects: missing fields are empty texts, fields beyond the headers are left out. */
export function parseCsv(data: string, config: CsvConfig): readonly JsonObject[] {
  const lines = rows(data, config.delimiter);
  const headers = config.headerLocation === 'GIVEN' ? config.headers : (lines.shift() ?? []);
  if (new Set(headers).size < headers.length)
    throw new ItemReaderFailed('CSV headers cannot contain duplicates.');
  const columns = hashed(headers.map((header, column) => ({ header, column })));
  return lines.map((fields) =>
    Object.fromEntries(columns.map(({ header, column }) => [header, fields[column] ?? ''])),
  );
}

/** The order of a row's members is that of Java's HashMap, as recorded. */
function hashed<Column extends { readonly header: string }>(columns: readonly Column[]): readonly Column[] {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, columns.length / 0.75)));
  const bucket = ({ header }: Column): number => {
    let hash = 0;
    for (const unit of header.split('')) hash = (Math.imul(hash, 31) + unit.charCodeAt(0)) | 0;
    return (hash ^ (hash >>> 16)) & (size - 1);
  };
  return columns.toSorted((a, b) => bucket(a) - bucket(b));
}

/** RFC 4180: a field in double quotes may hold delimiters, line ends, and double quotes written twice. */
function rows(data: string, delimiter: string): string[][] {
  const separator = delimiter.replace(/[|]/g, '\\$&');
  const token = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`,
    'y',
  );
  const lines: string[][] = [];
  let fields: string[] = [];
  while (token.lastIndex < data.length) {
    const [, quoted, plain = '', end] = token.exec(data) ?? [];
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === delimiter) {
      if (token.lastIndex < data.length) continue;
      fields.push('');
    }
    lines.push(fields);
    fields = [];
  }
  return lines;
}
