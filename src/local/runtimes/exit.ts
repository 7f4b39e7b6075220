/** Why a function's process is no more, in Lambda's words. */
export interface Exit {
  /** `Runtime.ExitError`, … */
  readonly errorType: string;
  /** What follows `RequestId: … Error: ` in the error's message. */
  readonly reason: string;
  /** It was killed because it held more memory than it may. */
  readonly outOfMemory?: boolean;
}

/** The words of a signal, as the Go runtime that supervises functions in AWS prints them. */
const signals: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

/** From what Node.js tells of a child process that ended. */
export function exitOf(code: number | null, signal: NodeJS.Signals | null): Exit {
  const errorType = 'Runtime.ExitError';
  if (signal) return { errorType, reason: `Runtime exited with error: signal: ${signals[signal] ?? signal}` };
  if (code) return { errorType, reason: `Runtime exited with error: exit status ${code}` };
  return { errorType, reason: 'Runtime exited without providing a reason' };
}

/** From the error of a process that could not be started. */
export function startFailureOf(error: NodeJS.ErrnoException): Exit {
  if (error.code === 'EACCES') {
    return { errorType: 'PermissionDenied', reason: 'fork/exec /var/task/bootstrap: permission denied' };
  }
  const errorType = 'Runtime.InvalidEntrypoint';
  if (error.code === 'ENOENT') {
    return { errorType, reason: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]" };
  }
  return { errorType, reason: `fork/exec /var/task/bootstrap: ${error.message}` };
}
