/** "Check" above a drill file's first definition; can be switched off, and is never the only way. */
import * as vscode from 'vscode';
import { hasAny, type Change } from '../../core/change.ts';
import { kindOf } from '../../core/kinds.ts';
import type { Services, GetServices } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { exerciseOfDocument } from '../practice/drill-document.ts';
import { isMarked } from '../practice/mark.ts';

/** The events that change the clock's command. */
const ON_CLOCK = [
  'attempt-started',
  'attempt-finished',
  'attempt-forgotten',
  'answer-revealed',
  'clock-paused',
  'clock-resumed',
  'program-broken',
  'time-away',
] as const;

export class CheckLens implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly getServices: GetServices) {}

  refresh(change: Change): void {
    if (hasAny(change, ON_CLOCK)) this.changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    // Other Python files must not wake the extension's content.
    if (!isMarked(document)) return [];
    const services: Services = await this.getServices();
    const exercise = exerciseOfDocument(services, document);
    const kind = exercise === null ? null : kindOf(exercise);
    if (exercise === null || !services.settings.codeLens) return [];
    if (kind !== 'coding' && kind !== 'debug') return [];
    const isGoing = services.history.ledger.latest(exercise)?.clock.finished === false;
    const suspect = {
      command: COMMANDS.suspect,
      title: '$(search) Suspect the line at the cursor',
    };
    const commands = [
      { command: COMMANDS.check, title: '$(check) Check' },
      clockCommand(services, exercise),
      ...(kind === 'debug' && isGoing ? [suspect] : []),
    ];
    return commands.map((one) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), one));
  }
}

/** A finished clock cannot be started again; the drill can. */
function clockCommand(
  { history: { ledger } }: Pick<Services, 'history'>,
  drill: string,
): vscode.Command {
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
