/** What AWS answered, replayed, where the recordings are present. */
import { describe, expect, it } from '@jest/globals';
import { Clients } from '../../../scripts/conformance/clients.ts';
import { oracleFolder, readRows } from '../../../scripts/conformance/oracle.ts';
import { replay, type Transcript } from '../../../scripts/conformance/transcript.ts';
import { asTranscript, type Validation } from '../../../scripts/conformance/validation.ts';
import { Answers } from '../../../scripts/models/watch.ts';
import { startAws } from '../support.ts';

/** Rows that prepare or call what the embedded AWS does not have. */
const elsewhere = /cloudformation|deploy_cfn_template|"(events|s3)"/;

const folder = oracleFolder();
const rows = folder === undefined ? [] : await replayable(folder);

async function replayable(from: string): Promise<readonly Transcript[]> {
  const transcripts = await readRows<Transcript>(from, 'api_sfn.jsonl');
  const validations = await readRows<Validation>(from, 'validation.jsonl');
  return [...transcripts, ...validations.map(asTranscript)].filter(
    ({ transcript }) => transcript.length > 0 && !elsewhere.test(JSON.stringify(transcript)),
  );
}

(folder === undefined ? describe.skip : describe)('Step Functions as recorded', () => {
  it('has recordings to replay', () => {
    expect(rows.length).toBeGreaterThan(100);
  });

  it.each(rows.map((row) => [row.id, row] as const))('%s', async (_, row) => {
    const { endpoint } = await startAws();
    const answers = new Answers();
    const { problems, compared } = await replay(new Clients(endpoint, answers), row);
    expect([...problems, ...answers.problems.keys()]).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});
