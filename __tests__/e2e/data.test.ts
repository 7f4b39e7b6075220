import { expect, it } from '@jest/globals';
import { serveFolder } from '../../scripts/data/endpoint.ts';
import { survive } from '../../scripts/data/survive.ts';
import { random } from '../../scripts/fuzz/random.ts';
import { createFolder } from '../support/folder.ts';

it('what local --data has answered is there after a SIGKILL: one round of npm run data', async () => {
  await using folder = await createFolder({});
  const data = `${folder.path}/data`;
  const { answered, problems, said } = await survive({ folder: data, rounds: 1, random: random(5) });
  expect(problems).toEqual([]);
  expect(answered).toBeGreaterThan(0);
  expect(said).toMatch(/^Found in .*data: \d roles?, /m);
}, 60_000);

it('a folder that cannot be used is a line and exit 2', async () => {
  await using folder = await createFolder({ data: '' });
  await expect(serveFolder(`${folder.path}/data`)).rejects.toThrow(
    /^It ended with 2: .*data cannot be made: it is a file. Make it one that this user can read and write, or give --data another folder\n$/,
  );
});
