/** What is used of dynalite, which has no types. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  export default function dynalite(options: {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
    /** Where the tables are kept; in memory without it. */
    readonly path?: string;
  }): Server;
}
