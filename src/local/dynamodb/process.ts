/**
 * DynamoDB's tables of one account and region: dynalite, in a process of its own, as it reads its account from the
 * environment. Listens on the socket that its one argument names, tells the parent, and ends with it.
 */
import dynalite from 'dynalite';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

const socket = process.argv[2] ?? '';

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(socket, () => process.send?.('listening'));
process.on('disconnect', () => {
  rmSync(dirname(socket), { recursive: true, force: true });
  process.exit();
});
