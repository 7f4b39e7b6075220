/** Cuts what a process prints into log events. */
import { StringDecoder } from 'node:string_decoder';

/** CloudWatch Logs takes events up to 256 KB; a longer line becomes several. */
const maximumEventLength = 262_144;

export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #take: (line: string) => void;
  #rest = '';

  /** `take` gets one line at a time, without its newline. */
  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  push(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#emit(line);
    if (this.#rest.length > maximumEventLength) this.flush();
  }

  /** A last line without a newline is a line too. */
  flush(): void {
    const rest = this.#rest;
    this.#rest = '';
    if (rest !== '') this.#emit(rest);
  }

  /** Inside a line, the bootstraps write a carriage return for a newline that belongs to the event. */
  #emit(line: string): void {
    const text = line.replace(/\r$/, '').replaceAll('\r', '\n');
    for (let start = 0; start === 0 || start < text.length; start += maximumEventLength) {
      this.#take(text.slice(start, start + maximumEventLength));
    }
  }
}
