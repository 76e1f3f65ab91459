/** "Check" above a drill file's first definition; can be switched off, and is never the only way. */
import * as vscode from 'vscode';
import type { App, Ready } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { drillOf, isMarked } from '../practice/drill-document.ts';

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
    const drill = drillOf(app, document);
    if (drill === null || !app.settings.codeLens) return [];
    const line = new vscode.Range(0, 0, 0, 0);
    return [
      new vscode.CodeLens(line, { command: COMMANDS.check, title: '$(check) Check' }),
      new vscode.CodeLens(line, clockCommand(app, drill)),
    ];
  }
}

/** A finished clock cannot be started again; the drill can. */
function clockCommand({ history: { ledger } }: App, drill: string): vscode.Command {
  const clock = ledger.latest(drill)?.clock;
  if (clock === undefined || clock.finished) {
    return { command: COMMANDS.start, title: '$(play) Practise', arguments: [drill] };
  }
  const title =
    clock.since !== null
      ? '$(debug-pause) Pause'
      : clock.started
        ? '$(play) Resume clock'
        : '$(play) Start clock';
  return { command: COMMANDS.toggleClock, title };
}
