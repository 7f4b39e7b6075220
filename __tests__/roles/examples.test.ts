/** A sample of `npm run roles`: the roles of an example are enough, and nothing in them is needless. */
import { expect, it } from '@jest/globals';
import { deploy } from '../../scripts/roles/deployed.ts';
import { tryRemovals } from '../../scripts/roles/removals.ts';

it('the roles of examples/hello-world: every statement and every action is missed', async () => {
  await using deployed = await deploy('hello-world');
  const { ends, removals } = await tryRemovals(deployed);
  expect(ends).toEqual(['machine: updated, SUCCEEDED', 'first: logged', 'second: logged']);
  expect(removals.length).toBeGreaterThanOrEqual(7);
  expect(removals.filter(({ isNoticed }) => !isNoticed)).toEqual([]);
});
