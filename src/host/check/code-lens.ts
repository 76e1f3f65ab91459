/** "Check" above a drill file's first definition; can be switched off, and is never the only way. */
import * as vscode from 'vscode';
import { kindOf } from '../../core/kinds.ts';
import type { App, Ready } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseOfDocument, isMarked } from '../practice/drill-document.ts';

export class CheckLens implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly ready: Ready) {}

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    // Other Python files must not wake the extension's content.
    if (!isMarked(document)) return [];
    const app: App = await this.ready();
    const exercise = exerciseOfDocument(app, document);
    const kind = exercise === null ? null : kindOf(exercise);
    if (exercise === null || !app.settings.codeLens) return [];
    if (kind !== 'coding' && kind !== 'debug') return [];
    const isGoing = app.history.ledger.latest(exercise)?.clock.finished === false;
    const suspect = {
      command: COMMANDS.suspect,
      title: '$(search) Suspect the line at the cursor',
    };
    const commands = [
      { command: COMMANDS.check, title: '$(check) Check' },
      clockCommand(app, exercise),
      ...(kind === 'debug' && isGoing ? [suspect] : []),
    ];
    return commands.map((one) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), one));
  }
}

/** A finished clock cannot be started again; the drill can. */
function clockCommand({ history: { ledger } }: App, drill: string): vscode.Command {
  const clock = ledger.latest(drill)?.clock;
  if (clock === undefined || clock.finished) {
    const command = kindOf(drill) === 'debug' ? COMMANDS.debug : COMMANDS.start;
    return { command, title: '$(play) Practise', arguments: [drill] };
  }
  const title =
    clock.since !== null
      ? '$(debug-pause) Pause'
      : clock.started
        ? '$(play) Resume clock'
        : '$(play) Start clock';
  return { command: COMMANDS.toggleClock, title };
}
