/**
 * Replays recorded API transcripts and definition checks over the wire:
 *
 *     node scripts/run-ts.mjs scripts/conformance/api.ts [api_sfn|validation|…] [--id PART] [--show]
 *
 * Prints matched and total; `--id` takes rows whose id contains the part, `--show` prints what differs.
 */
import { parseArgs } from 'node:util';
import { Clients } from './clients.ts';
import { oracleFolder, readRows } from './oracle.ts';
import { replay, type Replayed, type Transcript } from './transcript.ts';
import { asTranscript, type Validation } from './validation.ts';
import { startLocalAws } from '../../src/local/server.ts';

const { values, positionals } = parseArgs({
  options: { id: { type: 'string', default: '' }, show: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const folder = oracleFolder();
if (folder === undefined) print('No recordings here (STEPLINE_ORACLE names their folder)');
else
  for (const file of positionals.length > 0 ? positionals : ['api_sfn', 'validation'])
    await run(folder, file);

async function run(from: string, file: string): Promise<void> {
  const wanted = (await read(from, file)).filter(({ id }) => id.includes(values.id));
  let matched = 0;
  for (const row of wanted) {
    const { problems, missing, compared } = await replayAlone(row);
    if (problems.length === 0 && compared > 0) matched += 1;
    else if (values.show) print([`${row.id}${missingNote(missing)}`, ...problems].join('\n    '));
  }
  print(`${file}: ${matched}/${wanted.length} matched`);
}

async function read(from: string, file: string): Promise<readonly Transcript[]> {
  if (file !== 'validation') return readRows<Transcript>(from, `${file}.jsonl`);
  return (await readRows<Validation>(from, 'validation.jsonl')).map(asTranscript);
}

/** Names repeat between rows: each has an endpoint of its own. */
async function replayAlone(row: Transcript): Promise<Replayed> {
  const aws = await startLocalAws({ note: print });
  try {
    return await replay(new Clients(aws.endpoint), row);
  } catch (thrown) {
    return { problems: [String(thrown)], missing: [], compared: 0 };
  } finally {
    await aws.close();
  }
}

function missingNote(missing: readonly string[]): string {
  return missing.length === 0 ? '' : ` (needs ${[...new Set(missing)].join(', ')})`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
