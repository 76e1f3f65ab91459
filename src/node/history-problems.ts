/** What is told about trouble with the file of the history. */
import { basename } from 'node:path';
import { messageOf } from '../core/errors.ts';
import type { Damage } from '../protocol/damage.ts';
import { Problems } from './problems.ts';

export class HistoryProblems extends Problems {
  constructor(
    private readonly file: string,
    onProblem: (message: string) => void,
  ) {
    super(onProblem);
  }

  unsaved(error: unknown): void {
    this.tell(
      'unsaved',
      `Your progress cannot be saved to ${this.file} (${messageOf(error)}). ` +
        'Keep working: it is held in memory and will be saved as soon as the file can be written.',
    );
  }

  unread(error: unknown): void {
    this.tell(
      'unread',
      `Your progress in ${this.file} cannot be read (${messageOf(error)}). ` +
        'Put the file back, or remove whatever is in its place; until then, your work is kept only in memory.',
    );
  }

  replaced(): void {
    this.tell(
      'replaced',
      `${basename(this.file)} was deleted or replaced while it was in use. Its new contents are used, and ` +
        `what you did in this window is added to them again. The file is ${this.file}`,
    );
  }

  damaged(damage: Damage): void {
    this.tell(
      'damaged',
      `${damage.in(basename(this.file))} could not be read and ${damage.left}; ` +
        `everything else is intact. The file is ${this.file}`,
    );
  }

  notShown(error: unknown): void {
    this.tell('not-shown', `Your progress was saved but could not be shown (${messageOf(error)}).`);
  }
}
