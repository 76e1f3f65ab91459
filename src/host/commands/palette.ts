/** Tells VS Code what can be done now, so that the palette shows no commands that would only explain why they cannot run. */
import * as vscode from 'vscode';
import { hasAny, type Change } from '../../core/change.ts';
import { inFront, lastingContexts, type InFront } from '../../core/palette.ts';
import type { Services } from '../services.ts';
import { writablePacks } from '../packs/pack-folders.ts';
import { CONTEXT_MEMORY, setContexts, type ContextValues } from './contexts.ts';
import { exerciseInFront, type ExercisePage } from '../target.ts';
import type { Refreshable } from '../refresh-scheduler.ts';

/** The events that change the lasting facts. */
const LASTING = [
  'attempt-started',
  'attempt-forgotten',
  'checked',
  'checklist-reset',
  'code-kept',
  'item-ticked',
] as const;

export class PaletteContexts implements Refreshable, vscode.Disposable {
  private told: ContextValues = {};
  private remembered = '';
  private readonly following: vscode.Disposable;

  constructor(
    private readonly services: Services,
    private readonly pages: readonly ExercisePage[],
  ) {
    this.remembered = JSON.stringify(services.memory.get(CONTEXT_MEMORY));
    // What lasts changes with events alone, and takes longer: it is not worked out for every click on a tab.
    const look = (): void => this.tell(this.inFront());
    this.following = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(look),
      ...pages.map((page) => page.onDidChangeFront(look)),
    );
  }

  refresh(change: Change): void {
    // The very first event counts as progress, whatever its kind.
    if (hasAny(change, LASTING) || this.told.progress !== true) this.tellLasting();
    this.tell(this.inFront());
  }

  private tellLasting(): void {
    const { history, index, memory, packs, syncedProgress } = this.services;
    const { ledger } = history;
    const now = lastingContexts({
      ...{ ledger, index, checklist: syncedProgress.checklist },
      events: history.size,
      ownPacks: writablePacks(packs.folders).length,
    });
    this.tell(now);
    const written = JSON.stringify(now);
    if (written === this.remembered) return;
    this.remembered = written;
    void memory.update(CONTEXT_MEMORY, now);
  }

  dispose(): void {
    this.following.dispose();
  }

  private inFront(): InFront {
    return inFront(this.services.history.ledger, exerciseInFront(this.services, this.pages));
  }

  private tell(values: ContextValues): void {
    const { told } = this;
    const changed = Object.entries(values).filter(
      ([name, value]) => told[name as keyof ContextValues] !== value,
    );
    this.told = { ...told, ...values };
    setContexts(Object.fromEntries(changed));
  }
}
