/** Histories for tests: closed when the test is over, and what they told the user is kept. */
import { existsSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { NewEvent } from '../../src/core/events.ts';
import { FileHistory, type HistoryOptions } from '../../src/node/history.ts';
import { parseHistoryLine } from '../../src/protocol/history-line.ts';

class OpenHistory extends FileHistory {
  readonly problems: string[];
  readonly file: string;

  /** Whether the event with this id was folded. */
  has(id: string): boolean {
    return this.state.seen.has(id);
  }

  constructor(options: Omit<HistoryOptions, 'onProblem'>) {
    const problems: string[] = [];
    super({ ...options, onProblem: (message) => problems.push(message) });
    this.problems = problems;
    this.file = options.file;
  }
}

export function open(file: string, options: Partial<HistoryOptions> = {}): OpenHistory {
  const history = new OpenHistory({ file, ...options });
  onTestFinished(() => history.dispose());
  return history;
}

export function tick(item: string, on = true): NewEvent & { kind: 'item-ticked' } {
  return { kind: 'item-ticked', item, on };
}

/** Ids of all whole events in the file, in its order. */
export function idsIn(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const parsed = parseHistoryLine(line);
      return parsed.kind === 'event' ? parsed.events.map(({ id }) => id) : [];
    });
}
