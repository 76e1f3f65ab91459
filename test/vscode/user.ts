/** Stands in for the user where VS Code asks something: answers as told, and remembers what was asked and said. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Asked {
  readonly title: string;
  readonly labels: readonly string[];
}

type Ask = (items: readonly vscode.QuickPickItem[], options?: { title?: string }) => unknown;

type Answer = (
  items: readonly vscode.QuickPickItem[],
  title?: string,
) => vscode.QuickPickItem | undefined;

/** A quick pick that is answered as soon as it is shown. */
class AnsweredPick {
  readonly #accepted = new vscode.EventEmitter<void>();
  readonly #hidden = new vscode.EventEmitter<void>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = new vscode.EventEmitter<string>().event;
  items: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  title = '';
  placeholder = '';
  value = '';

  constructor(private readonly answer: Answer) {}

  show(): void {
    const picked = this.answer(this.items, this.title);
    if (picked === undefined) return this.hide();
    this.selectedItems = [picked];
    this.#accepted.fire();
  }

  hide(): void {
    this.#hidden.fire();
  }

  dispose(): void {
    this.#accepted.dispose();
    this.#hidden.dispose();
  }
}

export class User {
  /** Every message shown since the last `forget`, oldest first. */
  readonly told: string[] = [];
  readonly asked: Asked[] = [];
  readonly #answers: RegExp[] = [];
  readonly #buttons: string[] = [];
  readonly #originals = {
    showQuickPick: vscode.window.showQuickPick,
    createQuickPick: vscode.window.createQuickPick,
    showInformationMessage: vscode.window.showInformationMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showErrorMessage: vscode.window.showErrorMessage,
  };

  /** From now on the user answers, not the screen. */
  takeOver(): void {
    const tell = (message: string, ...rest: readonly unknown[]) => {
      this.told.push(message);
      const button = this.#buttons.shift();
      assert.ok(button === undefined || rest.includes(button), `no ${String(button)} to press`);
      return Promise.resolve(button);
    };
    const answer: Answer = (all, title = '') => {
      const items = all.filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
      const labels = items.map(({ label }) => label);
      this.asked.push({ title, labels });
      const wanted = this.#answers.shift();
      if (wanted === undefined) return undefined;
      const picked = items.find(({ label }) => wanted.test(label));
      assert.ok(picked, `no ${String(wanted)} among ${labels.join(', ')}`);
      return picked;
    };
    const showQuickPick: Ask = (items, options) => Promise.resolve(answer(items, options?.title));
    Object.assign(vscode.window, {
      showQuickPick,
      createQuickPick: () => new AnsweredPick(answer),
      showInformationMessage: tell,
      showWarningMessage: tell,
      showErrorMessage: tell,
    });
  }

  /** Gives the windows back to VS Code. */
  handBack(): void {
    Object.assign(vscode.window, this.#originals);
  }

  /** What the next quick picks are answered with, in this order; without an answer they are dismissed. */
  willPick(...labels: readonly RegExp[]): void {
    this.#answers.push(...labels);
  }

  /** The button that the next message is answered with; without one it is dismissed. */
  willPress(button: string): void {
    this.#buttons.push(button);
  }

  forget(): void {
    this.told.length = 0;
    this.asked.length = 0;
    this.#answers.length = 0;
    this.#buttons.length = 0;
  }

  /** Exactly one message was shown, and it says this. */
  wasTold(wanted: RegExp): void {
    assert.equal(this.told.length, 1, `messages: ${JSON.stringify(this.told)}`);
    assert.match(this.told[0] ?? '', wanted);
  }

  wasToldNothing(): void {
    assert.deepEqual(this.told, []);
  }
}
