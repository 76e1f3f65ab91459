/** How we speak on a terminal: colour, width, and a line of progress that leaves no trace. */
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';

export interface Style {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly width: number;
}

export interface Out {
  write(text: string): void;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** NO_COLOR (no-color.org) and FORCE_COLOR decide, else whether somebody is looking. */
export function styleOf(out: Out, env: NodeJS.ProcessEnv): Style {
  const forced = env['FORCE_COLOR'];
  const wanted =
    forced !== undefined && forced !== ''
      ? forced !== '0'
      : out.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const paint = (code: number) => (text: string) => (wanted ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {
    good: paint(32),
    bad: paint(31),
    warn: paint(33),
    strong: paint(1),
    faint: paint(2),
    width: Math.max(40, Math.min(100, out.columns ?? 100)),
  };
}

/** Breaks text at spaces and puts `indent` before every line. */
export function wrap(text: string, indent: string, width: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/).filter((one) => one !== '')) {
      if (line !== '' && indent.length + line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    if (line !== '') lines.push(line);
  }
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/** What a program printed must not steer the terminal. */
export function harmless(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return stripVTControlCharacters(text).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}

/** One line that is drawn over; only where somebody is looking. */
export class ProgressLine {
  constructor(private readonly out: WriteStream | Out) {}

  show(text: string): void {
    if (this.out.isTTY !== true) return;
    this.out.write(`\r\x1b[2K${text.slice(0, (this.out.columns ?? 80) - 1)}`);
  }

  clear(): void {
    this.show('');
  }
}
