/**
 * A small file that the window with the running clock rewrites every few seconds: its sign of life. It is not a
 * lock like those of proper-lockfile: any window may take the clock over, and needs to know when the last one was alive.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Lease } from '../core/ports.ts';

const schema = v.object({ attempt: v.string(), session: v.string(), at: v.number() });
type Sign = v.InferOutput<typeof schema>;

export class FileLease implements Lease {
  /** The last sign of life that was seen, for when the file cannot be read just now. */
  private last: Sign | null = null;

  constructor(
    private readonly file: string,
    private readonly session: string,
    private readonly now: () => number = Date.now,
  ) {}

  /** Replaces the file as a whole: a window that read half of it would take this one for gone. */
  hold(attempt: string): void {
    const whole = `${this.file}.${this.session}`;
    const sign: Sign = { attempt, session: this.session, at: this.now() };
    // Without a sign of life a crash costs the time since the last event; the clock itself is not affected.
    attemptTo(() => {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(whole, JSON.stringify(sign));
      renameSync(whole, this.file);
      this.last = sign;
    });
    if (this.last !== sign) attemptTo(() => rmSync(whole, { force: true }));
  }

  holder(attempt: string): { session: string; at: number } | null {
    this.last = this.read() ?? this.last;
    return this.last?.attempt === attempt ? this.last : null;
  }

  private read(): Sign | null {
    try {
      const sign = v.safeParse(schema, JSON.parse(readFileSync(this.file, 'utf8')));
      return sign.success ? sign.output : null;
    } catch {
      return null;
    }
  }
}

function attemptTo(act: () => void): void {
  try {
    act();
  } catch {
    // The next beat tries again.
  }
}
