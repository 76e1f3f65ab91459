/** Debug a Broken Program: chooses mistakes, has the grader try them, and makes file, page and clock ready. */
import * as vscode from 'vscode';
import { exerciseOf, type ExerciseSummary } from '../../core/content.ts';
import { debugIdOf, drillOfDebug } from '../../core/debugging/exercise.ts';
import { beginRepair } from '../../core/debugging/make.ts';
import { handedOut, type BrokenProgram } from '../../core/debugging/program.ts';
import { UserError } from '../../core/errors.ts';
import { debugFile, type WorkFile } from '../../core/work-file.ts';
import { formatKey } from '../../protocol/broken-program.ts';
import type { Services } from '../services.ts';
import { openBeside } from '../practice/beside.ts';
import { openAt } from '../practice/drill-document.ts';
import { archiveAndBlank, findFile, refuseForeign } from '../practice/scaffold.ts';
import { makeWithProgress } from './make.ts';
import type { DebugPanel } from './panel.ts';
import { pickDebugDrill, pickProgram } from './pick.ts';

export interface DebugRequest {
  /** The debugging drill or its coding drill; asked for where it is missing. */
  readonly exercise?: string | undefined;
  /** Begin with a new program without asking, even if another is being repaired. */
  readonly isNew?: boolean;
  readonly mistakes?: number | undefined;
  readonly seed?: number | undefined;
  /** The mock interview that it is part of. */
  readonly sittingId?: string | undefined;
}

/** How many mistakes a program has in a mock interview. */
const IN_MOCK = 2;

export async function startDebug(
  services: Services,
  panel: DebugPanel,
  request: DebugRequest,
): Promise<void> {
  const exercise =
    request.exercise === undefined
      ? await pickDebugDrill(services)
      : known(services, request.exercise);
  if (exercise === undefined) return;
  const { id } = exercise;
  const file = debugFile(id, drillOfDebug(id), '');
  const found = await findFile(services, file);
  if (!found) return;
  const { path, state } = found;
  if (state === 'foreign') return refuseForeign(path);
  const show = (): Promise<void> =>
    openBeside(
      () => openAt(path, () => 0),
      () => panel.open(id),
    );
  const isGoing = state === 'ours' && isUnfinished(services, id, path);
  if (isGoing && request.isNew !== true && request.sittingId === undefined) {
    const choice = await askAboutOpen();
    if (choice === undefined) return;
    if (choice === 'resume') return show();
  }
  const most = exercise.breaks ?? 1;
  const { mistakes: wanted, seed } = request;
  const picked =
    wanted !== undefined
      ? { mistakes: wanted, ...(seed === undefined ? {} : { seed }) }
      : request.sittingId === undefined
        ? await pickProgram(exercise)
        : { mistakes: Math.min(IN_MOCK, most) };
  if (picked === undefined) return;
  const { mistakes } = picked;
  if (!Number.isInteger(mistakes) || mistakes < 1 || mistakes > most) {
    throw new UserError(`A program for this drill can have 1 to ${most} mistakes.`);
  }
  const program = await makeWithProgress(services, {
    ...{ drill: drillOfDebug(id), mistakes },
    seed: picked.seed,
  });
  if (program === null) return;
  await begin(services, { ...file, blank: () => Promise.resolve(handedOut(program)) }, path, {
    isThere: state === 'ours',
    program,
    sittingId: request.sittingId,
  });
  await show();
}

/** What was in the file is archived first; the attempt is known before anybody can check it. */
async function begin(
  services: Services,
  file: WorkFile,
  path: string,
  options: {
    readonly isThere: boolean;
    readonly program: BrokenProgram;
    readonly sittingId: string | undefined;
  },
): Promise<void> {
  const { isThere, program, sittingId } = options;
  const key = await services.codes.put(formatKey(program));
  if (key === null) {
    throw new UserError(
      'The program was not created, because its key cannot be saved on this disk. The log says why.',
    );
  }
  if (isThere) await archiveAndBlank(services, file, path);
  else await services.files.create(path, await file.blank());
  await beginRepair(services, file.exercise, path, program, key, sittingId);
  void services.repairs.warm(file.exercise);
}

function isUnfinished(
  services: Pick<Services, 'history'>,
  exercise: string,
  path: string,
): boolean {
  const attempt = services.history.ledger.latest(exercise);
  return attempt?.broken != null && !attempt.clock.finished && attempt.file === path;
}

function known(services: Pick<Services, 'index'>, name: string): ExerciseSummary {
  const exercise = exerciseOf(services.index, debugIdOf(drillOfDebug(name)));
  if (exercise) return exercise;
  throw new UserError(
    `There is no debugging drill for "${name}". The drill needs mistakes written as edits in its mistakes.yaml.`,
  );
}

async function askAboutOpen(): Promise<'resume' | 'new' | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: '$(debug-continue) Resume',
        description: 'program and clock as you left them',
        choice: 'resume' as const,
      },
      {
        label: '$(add) Another program',
        description: 'your file is kept in archive/ with the date in its name',
        choice: 'new' as const,
      },
    ],
    {
      title: 'You have not finished repairing this program',
      placeHolder: 'Nothing is overwritten',
    },
  );
  return picked?.choice;
}
