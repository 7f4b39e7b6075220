/**
 * `npm run roles`: every example is deployed and run under the roles that Stepline makes for it, which must be enough; then
 * without each statement of theirs, and each action of one, which must be noticed. Exits 1 where one is not enough, or where
 * something is allowed that nobody misses and no reason is known for (unmissed.ts).
 *
 *     npm run roles -- hello-world choice    these examples alone
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deploy } from './deployed.ts';
import { tryRemovals, type Removal } from './removals.ts';
import { unmissed } from './unmissed.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const all = readdirSync('examples').filter((name) => existsSync(join('examples', name, 'workflow.yaml')));
const examples = positionals.length > 0 ? positionals : all;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

let sufficient = 0;
const noticed: Removal[] = [];
const excused = new Map<string, string>();
const needless: string[] = [];

for (const example of examples) {
  await using deployed = await deploy(example);
  const { ends, removals } = await tryRemovals(deployed);
  const lacking = ends.filter((end) => /lacking|nothing|not authorized/.test(end));
  if (lacking.length === 0) sufficient++;
  say(`${example}: ${ends.join('; ')}`);
  for (const removal of removals) judge(example, removal);
}

function judge(example: string, removal: Removal): void {
  if (removal.isNoticed) {
    noticed.push(removal);
    return;
  }
  const what = `${example}: ${removal.what}`;
  const reason = reasonOf(removal);
  if (reason === undefined) needless.push(what);
  else excused.set(what, reason);
}

/** A statement whole is excused where each of its actions is. */
function reasonOf({ actions }: Removal): string | undefined {
  const reasons = actions.map((action) => unmissed.find(([pattern]) => pattern.test(action))?.[1]);
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join('; ');
}

for (const [what, reason] of excused) say(`not missed: ${what} (${reason})`);
for (const what of needless) say(`NEEDLESS: ${what}`);
const tried = noticed.length + excused.size + needless.length;
say(
  `${sufficient}/${examples.length} examples have roles that are enough; of ${tried} removals ${noticed.length} are noticed, ` +
    `${excused.size} are not for a reason, ${needless.length} are not missed`,
);
process.exitCode = sufficient === examples.length && needless.length === 0 ? 0 : 1;
