/** What a command is given besides its own options. */
import type { ExitCode } from '../errors.ts';

export interface Session {
  /** Aborts when the process is told to end. */
  readonly signal: AbortSignal;
  /** Tells what the process will exit with. */
  readonly exit: (code: ExitCode) => void;
}
