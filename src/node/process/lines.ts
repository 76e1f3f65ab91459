/** Cuts a stream of bytes into lines. A chunk is never taken for a line, nor half a character for a whole one. */
const NEWLINE = 0x0a;

export class Lines {
  #parts: Buffer[] = [];
  #size = 0;
  #overlong = false;

  /** A line of more than `most` bytes is dropped whole, so that a flood costs no memory. */
  constructor(
    private readonly onLine: (line: string) => void,
    private readonly most = 8 << 20,
  ) {}

  push(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const to = chunk.indexOf(NEWLINE, from);
      if (to < 0) break;
      this.#keep(chunk.subarray(from, to));
      this.end();
      from = to + 1;
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
  }

  /** The stream is over: what is left is a line too. */
  end(): void {
    const line = this.#overlong ? '' : Buffer.concat(this.#parts, this.#size).toString('utf8');
    this.#parts = [];
    this.#size = 0;
    this.#overlong = false;
    if (line !== '') this.onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  #keep(part: Buffer): void {
    if (this.#overlong) return;
    this.#size += part.length;
    if (this.#size > this.most) {
      this.#overlong = true;
      this.#parts = [];
      this.#size = 0;
    } else if (part.length > 0) {
      this.#parts.push(part);
    }
  }
}
