/**
 * DynamoDB's tables of one account and region: dynalite, in a process of its own, as it reads its account from the
 * environment. Listens on the socket that its first argument names, keeps the tables in the file that the second one
 * names, if there is one, tells the parent, and ends with it.
 */
import dynalite from 'dynalite';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { Level } from './level.ts';

const [, , socket = '', path] = process.argv;

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(path && { path }) });
if (path) await Level.opened;
server.listen(socket, () => process.send?.('listening'));
process.on('disconnect', () => {
  rmSync(dirname(socket), { recursive: true, force: true });
  process.exit();
});
