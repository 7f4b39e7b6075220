/**
 * `npm run fuzz:wire`: malformed requests to an embedded AWS. Each must be answered with 4xx (or 501, where an operation
 * is not there) within the deadline; one that is never finished is ended by the endpoint's time limit; nothing is taken
 * for a bug of ours, and afterwards the endpoint serves as before. Exits 1 where that is not so.
 *
 *     --count N    requests (2000)
 *     --seed N     other ones (1)
 */
import { parseArgs } from 'node:util';
import { fuzzWire } from './fuzz.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const { statuses, faults, slowestMs } = await fuzzWire({ count, seed });
for (const fault of faults) process.stdout.write(`${fault}\n`);
const told = [...statuses].sort().map(([status, times]) => `${times} × ${status}`);
process.stdout.write(
  `${count} malformed requests, seed ${seed}: ${told.join(', ')}; the slowest took ${Math.round(slowestMs)} ms\n`,
);
process.stdout.write(
  faults.length === 0
    ? 'all as promised, and the endpoint still serves\n'
    : `${faults.length} not as promised\n`,
);
if (faults.length > 0) process.exitCode = 1;
