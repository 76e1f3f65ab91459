/** Begin a Coding Drill, and whatever else is worked out in a file: file, page and clock ready. */
import * as vscode from 'vscode';
import { beginAttempt } from '../../core/clock-control.ts';
import { drillFile, type WorkFile } from '../../core/work-file.ts';
import type { Services } from '../services.ts';
import type { DrillPanel } from '../panels/drill-panel.ts';
import { openBeside } from './beside.ts';
import { continuing } from './continued.ts';
import { compareWithSolution } from './compare.ts';
import { openDrillFile } from './drill-document.ts';
import type { ExistingFileChoice, OpenOptions } from './navigator.ts';
import { archiveAndBlank, findFile, refuseForeign } from './scaffold.ts';

/** The argument of a command as such a choice; undefined when it is none. */
export function existingFileChoice(value: unknown): ExistingFileChoice | undefined {
  return CHOICES.find((one) => one === value);
}

const CHOICES: readonly ExistingFileChoice[] = ['resume', 'new', 'compare'];

/** An exercise that is worked out in a file. */
export interface InFile {
  readonly file: WorkFile;
  /** What to compare the file with. */
  readonly compare: {
    readonly label: string;
    readonly description: string;
    run(): Promise<void>;
  };
  /** Opens the file and the page beside it. */
  readonly show: (path: string) => Promise<void>;
}

export async function startDrill(
  services: Services,
  panel: DrillPanel,
  drill: string,
  options: OpenOptions,
): Promise<void> {
  const exercise: InFile = {
    file: continuing(services, drill, drillFile(services, drill)),
    compare: {
      label: '$(diff) Compare with the solution',
      description: 'side by side',
      run: () => compareWithSolution(services, drill),
    },
    show: (path) =>
      openBeside(
        () => openDrillFile(path),
        () => panel.open(drill),
      ),
  };
  await startInFile(services, exercise, options);
}

/** Creates the file, or continues with it; what the user wrote is never overwritten. */
export async function startInFile(
  services: Services,
  { file, compare, show }: InFile,
  { choice, sittingId }: OpenOptions,
): Promise<void> {
  // In an interview everything starts over; the file from before is archived.
  const asked = sittingId === undefined ? choice : 'new';
  const found = await findFile(services, file);
  if (!found) return;
  const { path, state } = found;
  if (state === 'foreign') return refuseForeign(path);
  if (state === 'absent') {
    await services.files.create(path, await file.blank());
    await beginAttempt(services, file.exercise, path, sittingId);
    return show(path);
  }
  switch (asked ?? (await askAboutExisting(services, file.exercise, path, compare))) {
    case 'resume':
      if (!unfinished(services, file.exercise, path))
        await beginAttempt(services, file.exercise, path);
      return show(path);
    case 'new':
      await archiveAndBlank(services, file, path);
      await beginAttempt(services, file.exercise, path, sittingId);
      return show(path);
    case 'compare':
      return compare.run();
    case undefined:
      return;
  }
}

function unfinished(services: Pick<Services, 'history'>, exercise: string, path: string): boolean {
  const attempt = services.history.ledger.latest(exercise);
  return attempt !== null && !attempt.clock.finished && attempt.file === path;
}

async function askAboutExisting(
  services: Pick<Services, 'history'>,
  exercise: string,
  path: string,
  compare: InFile['compare'],
): Promise<ExistingFileChoice | undefined> {
  const going = unfinished(services, exercise, path);
  const choices: (vscode.QuickPickItem & { readonly choice: ExistingFileChoice })[] = [
    {
      choice: 'resume',
      label: going ? '$(debug-continue) Resume' : '$(edit) Continue with this file',
      description: going ? 'file and clock as you left them' : 'with a new clock',
    },
    {
      choice: 'new',
      label: '$(add) New attempt',
      description: 'starts blank; your file is kept in archive/ with the date in its name',
    },
    { choice: 'compare', label: compare.label, description: compare.description },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: `You already have a file for this: ${vscode.workspace.asRelativePath(path)}`,
    placeHolder: 'Nothing is overwritten',
  });
  return picked?.choice;
}
