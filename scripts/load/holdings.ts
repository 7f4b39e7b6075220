/** What this process holds of its machine. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { heapUsed } from '../bench/measure.ts';

export interface Holdings {
  /** Open files, sockets and pipes; undefined where the system does not tell. */
  readonly descriptors: number | undefined;
  readonly processes: number;
  readonly timers: number;
  /** Megabytes of live objects. */
  readonly heap: number;
}

export function holdings(): Holdings {
  return {
    descriptors: descriptors(),
    processes: children(process.pid).length,
    timers: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length,
    heap: heapUsed(),
  };
}

/** The most memory that this process had so far, in megabytes. */
export function peak(): number {
  return process.resourceUsage().maxRSS / 1024;
}

export function show({ descriptors: files, processes, timers, heap }: Holdings): string {
  return `${files ?? '?'} descriptors, ${processes} processes, ${timers} timers, heap ${heap.toFixed(1)} MB`;
}

function descriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}

/** Without the one that tells. */
function children(pid: number): string[] {
  const lines = execFileSync('ps', ['-eo', 'ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  return lines.filter((line) => line.trim().startsWith(`${pid} `) && !line.endsWith(' ps'));
}
