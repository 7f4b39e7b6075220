/** A process of its own: one express Map over 10,000 items through the endpoint, then the most memory the process had, in megabytes. */
import { mapOver } from './definitions.ts';
import { startEndpoint } from './endpoint.ts';

const endpoint = await startEndpoint();
const map = mapOver(10_000);
await endpoint.runExpress(await endpoint.create('map', map, 'EXPRESS'), map);
await endpoint.close();
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}\n`);
