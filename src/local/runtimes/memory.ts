/** The memory of a process, where the system tells of it (Linux). */
import { readFileSync } from 'node:fs';

/** How often a process that works is looked at. Milliseconds of real time, as its memory is real. */
const lookEveryMs = 50;

/** The most memory that the process had, in MB; undefined where the system does not tell, or no more. */
export function peakMemory(pid: number): number | undefined {
  return megabytes(pid, 'VmHWM');
}

/** Calls back once the process holds more than `limitMb` that nobody else could give back. Answers what ends the watch. */
export function watchMemory(pid: number, limitMb: number, exceeded: () => void): () => void {
  const look = (): void => {
    if ((megabytes(pid, 'RssAnon') ?? 0) <= limitMb) return;
    clearInterval(timer);
    exceeded();
  };
  const timer = setInterval(look, lookEveryMs).unref();
  return () => {
    clearInterval(timer);
  };
}

/** A field of /proc/PID/status. */
function megabytes(pid: number, field: 'VmHWM' | 'RssAnon'): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1];
    return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
