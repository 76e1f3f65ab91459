/** Several windows that write to one history at the same time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../node/folders.ts';
import { idsIn, open, tick } from '../node/open-history.ts';
import { bundled, Writer } from './writers.ts';

const program = bundled(join(import.meta.dirname, 'writer.ts'));

it.each([
  [2, 400],
  [5, 160],
])(
  '%i windows append %i events each at once, and every one is there, whole, and once',
  async (windows, count) => {
    const file = join(temporaryFolder(), 'history.jsonl');
    const watching = open(file);
    const writers = Array.from(
      { length: windows },
      (_, i) => new Writer(program(), file, `window-${i}`, count),
    );
    for (const one of writers) await one.said(1);
    for (const one of writers) one.start();
    for (const one of writers) await one.end;
    const saved = writers.flatMap((one) => one.saved());
    expect(new Set(saved).size).toBe(windows * count);
    expect(idsIn(file).sort()).toEqual(saved.sort());
    // One that looks while another's line is half there begins a new line; the empty one counts for nothing.
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines.filter((line) => line !== '')).toHaveLength(windows * count);
    const last = watching.append(tick('last'));
    expect(saved.concat(last.id).every((id) => watching.has(id))).toBe(true);
    expect(watching.ledger).toEqual(open(file).ledger);
    expect(watching.problems).toEqual([]);
  },
);
