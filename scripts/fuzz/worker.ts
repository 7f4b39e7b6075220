/** A process that checks files as they are named to it, one after the other, as `stepline check FILE` does. */
import { runCli } from '../../src/cli/program.ts';

export interface Answer {
  readonly code: number;
  readonly said: string;
  /** Milliseconds of processor time: what else the machine does meanwhile is not the file's doing. */
  readonly ms: number;
  /** The most memory that the process has had, this file and all before it. */
  readonly megabytes: number;
}

process.on('message', (file: string) => {
  void check(file);
});
process.send?.('ready');

async function check(file: string): Promise<void> {
  const start = process.cpuUsage();
  const { said, release } = listen();
  const code = await runCli(['check', file]).finally(release);
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1_000;
  process.send?.({
    code,
    said: said(),
    ms,
    megabytes: process.resourceUsage().maxRSS / 1024,
  } satisfies Answer);
}

/** What goes to standard output and standard error until it is released. */
function listen(): { said: () => string; release: () => void } {
  const streams = [process.stdout, process.stderr];
  const before = streams.map((stream) => stream.write.bind(stream));
  let text = '';
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array): boolean => {
      text += String(chunk);
      return true;
    };
  }
  const release = (): void => {
    for (const [index, write] of before.entries()) Object.assign(streams[index] ?? {}, { write });
  };
  return { said: () => text, release };
}
