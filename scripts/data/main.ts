/** `npm run data`: SIGKILL at random moments while everything is written. `--rounds N`, `--seed N`; dist/ has to be built. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '../fuzz/random.ts';
import { survive } from './survive.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'stepline-data-'));
try {
  const { answered, kills, problems } = await survive({
    folder: join(folder, 'data'),
    rounds: Number(values.rounds),
    random: random(Number(values.seed)),
  });
  process.stdout.write(`${answered} answered writes, ${kills} kills, ${problems.length} problems\n`);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length === 0 && answered > 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
