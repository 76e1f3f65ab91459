/** The history file beside the workbench: what the extension wrote, and a way to let time pass. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/core/events.ts';
import { Ledger, type Attempt } from '../../src/core/ledger.ts';
import { storageOf } from '../../src/dev/workbench/settings.ts';
import { formatHistoryLine, parseHistoryLine } from '../../src/protocol/history-line.ts';
import type { Place } from './workbench.ts';

export class HistoryFile {
  readonly #file: string;
  readonly #signOfLife: string;

  constructor({ userDataDir }: Place) {
    this.#file = join(storageOf(userDataDir), 'history.jsonl');
    this.#signOfLife = join(storageOf(userDataDir), 'running.json');
  }

  events(): readonly Event[] {
    if (!existsSync(this.#file)) return [];
    return readFileSync(this.#file, 'utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : parseHistoryLine(line).events));
  }

  /** The attempt that was begun last. */
  attempt(): Attempt {
    const attempt = new Ledger(this.events()).current();
    if (attempt === null) throw new Error('No attempt is going on.');
    return attempt;
  }

  /** Moves all that happened so many milliseconds into the past, as if no window had been open since. */
  letPass(ms: number): void {
    const earlier = this.events().map((event) => ({ ...event, at: event.at - ms }));
    writeFileSync(this.#file, earlier.map(formatHistoryLine).join(''));
    const sign = JSON.parse(readFileSync(this.#signOfLife, 'utf8')) as { at: number };
    writeFileSync(this.#signOfLife, JSON.stringify({ ...sign, at: sign.at - ms }));
  }
}
