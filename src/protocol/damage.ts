/** Which lines of a file cannot be read, in words that name them. */
export class Damage {
  private all = 0;
  private readonly first: number[] = [];
  private last = 0;

  /** How many lines. */
  get lines(): number {
    return this.all;
  }

  /** Counts each line once, even if it comes in pieces. */
  add(number: number): void {
    if (number === this.last) return;
    this.last = number;
    this.all += 1;
    if (this.first.length < NAMED) this.first.push(number);
  }

  /** `Line 3 of a.jsonl`, `Lines 3 and 5 of a.jsonl`, `12 lines of a.jsonl (from line 3 on)`. */
  in(name: string): string {
    const [start = 0] = this.first;
    if (this.all === 1) return `Line ${start} of ${name}`;
    if (this.all > NAMED) {
      return `${this.all.toLocaleString('en')} lines of ${name} (from line ${start} onwards)`;
    }
    const named = `${this.first.slice(0, -1).join(', ')} and ${this.first.at(-1) ?? 0}`;
    return `Lines ${named} of ${name}`;
  }

  /** `was left unchanged`, `were left unchanged`. */
  get left(): string {
    return this.all === 1 ? 'was left unchanged' : 'were left unchanged';
  }
}

const NAMED = 3;
