/** A small file that the window with the running clock rewrites every few seconds: its sign of life. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Lease } from '../core/ports.ts';

const schema = v.object({ attempt: v.string(), session: v.string(), at: v.number() });

export class FileLease implements Lease {
  constructor(
    private readonly file: string,
    private readonly session: string,
  ) {}

  hold(attempt: string): void {
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(this.file, JSON.stringify({ attempt, session: this.session, at: Date.now() }));
    } catch {
      // Without a sign of life a crash costs the time since the last event; the clock itself is not affected.
    }
  }

  holder(attempt: string): { session: string; at: number } | null {
    try {
      const lease = v.safeParse(schema, JSON.parse(readFileSync(this.file, 'utf8')));
      return lease.success && lease.output.attempt === attempt ? lease.output : null;
    } catch {
      return null;
    }
  }
}
