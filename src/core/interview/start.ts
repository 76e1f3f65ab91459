/** Begins an attempt, or goes on with the one that is open: file, clock and history as in the editor. */
import type { Attempt } from '../attempt.ts';
import { codeToLoad } from '../checking.ts';
import { beginAttempt, resumeClock } from '../clock-control.ts';
import type { ExerciseSummary } from '../content.ts';
import { drillOfDebug, USUAL } from '../debugging/exercise.ts';
import { beginRepair, makeProgram } from '../debugging/make.ts';
import { handedOut } from '../debugging/program.ts';
import { UserError } from '../errors.ts';
import { kindOf } from '../kinds.ts';
import { mockWith } from '../mock/place.ts';
import {
  continuedText,
  debugFile,
  designFile,
  drillFile,
  stateOf,
  type WorkFile,
} from '../work-file.ts';
import { openRelative, sharesSolution } from './disclosure.ts';
import type { InterviewServices } from './services.ts';

export interface StartRequest {
  readonly question: string;
  /** Begin a new attempt even if there is an open one. */
  readonly fresh?: boolean | undefined;
  /** Of a broken program. */
  readonly mistakes?: number | undefined;
}

interface Started {
  readonly attempt: string;
  readonly said: string;
}

export async function startAttempt(
  services: InterviewServices,
  exercise: ExerciseSummary,
  request: StartRequest,
  signal?: AbortSignal,
): Promise<Started> {
  const { id, kind } = exercise;
  const { ledger } = services.history;
  if (mockWith(ledger, id) !== null) {
    throw new UserError('This question is part of a mock interview in the editor. End that first.');
  }
  const relative = openRelative(ledger, services.index, id);
  if (relative !== null) throw new UserError(sharesSolution(relative));
  const open = ledger.latest(id);
  if (open !== null && !open.clock.finished && request.fresh !== true) {
    if (!open.revealed) resumeClock(services, open);
    return { attempt: open.id, said: 'The open attempt continues.' };
  }
  const said =
    kind === 'debug'
      ? await startRepair(services, exercise, request, signal)
      : await startNew(services, id);
  const attempt = services.history.ledger.latest(id);
  if (attempt === null) throw new UserError('The attempt was deleted in the editor.');
  resumeClock(services, attempt);
  await services.history.flush();
  return { attempt: attempt.id, said };
}

/** Has a process ready, so that the first check is as fast as the others. */
export async function warm(services: InterviewServices, id: string): Promise<void> {
  const kind = kindOf(id);
  if (services.restricted !== null || (kind !== 'coding' && kind !== 'debug')) return;
  const broken = services.history.ledger.latest(id)?.broken;
  const folder = await codeToLoad(services, drillOfDebug(id));
  const key = broken == null ? undefined : services.codes.pathOf(broken.key);
  services.grader.warm(folder, folder === undefined ? undefined : key);
}

/** Whether nothing is lost when this text of the attempt's file goes: nobody has written anything into it. */
export async function blankOf(
  services: InterviewServices,
  { exerciseId, broken }: Attempt,
  text: string,
): Promise<boolean> {
  if (broken !== null) {
    const program = await services.broken(broken.key);
    return program !== null && handedOut(program) === text;
  }
  const file = fileOf(services, exerciseId);
  return (
    file !== null &&
    (text === (await file.blank()) || text === (await continued(services, exerciseId)))
  );
}

async function startNew(services: InterviewServices, id: string): Promise<string> {
  const file = fileOf(services, id);
  if (file === null) {
    await beginAttempt(services, id, null);
    return 'The attempt has begun. This question is answered aloud.';
  }
  const blank = (await continued(services, id)) ?? (await file.blank());
  const { path, said } = await place(services, file, blank);
  await beginAttempt(services, id, path);
  return said;
}

async function startRepair(
  services: InterviewServices,
  { id, breaks = 1 }: ExerciseSummary,
  request: StartRequest,
  signal?: AbortSignal,
): Promise<string> {
  if (services.restricted !== null) throw new UserError(services.restricted);
  const drill = drillOfDebug(id);
  const mistakes = request.mistakes ?? Math.min(USUAL, breaks);
  if (mistakes > breaks) {
    throw new UserError(`A program for this question can have 1 to ${breaks} mistakes.`);
  }
  const python = await services.python();
  const program = await makeProgram(services, { drill, mistakes, python }, signal);
  if (program === null) throw new UserError('Breaking the program was cancelled.');
  const key = await services.codes.put(services.keyOf(program));
  if (key === null) {
    throw new UserError(
      'The program was not created, because its key cannot be saved on this disk.',
    );
  }
  const { path, said } = await place(services, debugFile(id, drill, ''), handedOut(program));
  await beginRepair(services, id, path, program, key);
  return said;
}

/** Puts the text where the exercise is worked out; what was there is archived first. */
async function place(
  services: InterviewServices,
  { exercise, name }: WorkFile,
  text: string,
): Promise<{ readonly path: string; readonly said: string }> {
  const path = services.pathOf(name);
  switch (await stateOf(services, exercise, path)) {
    case 'foreign':
      throw new UserError(
        `${path} is not a Tensor Drills file, so it was left unchanged. Rename it, or practise in another folder.`,
      );
    case 'absent':
      await services.files.create(path, text);
      return { path, said: 'The attempt has begun.' };
    case 'ours': {
      const copy = await services.files.archive(path, new Date(services.now()));
      await services.files.replace(path, text);
      services.history.append({
        kind: 'file-archived',
        exerciseId: exercise,
        from: path,
        to: copy,
      });
      return { path, said: `The attempt has begun. The previous file is kept in ${copy}.` };
    }
  }
}

/** Null where nothing is written. */
function fileOf(services: InterviewServices, id: string): WorkFile | null {
  const kind = kindOf(id);
  if (kind === 'coding') return drillFile(services, id);
  return kind === 'system-design' ? designFile(services, id) : null;
}

function continued(services: InterviewServices, id: string): Promise<string | null> {
  return kindOf(id) === 'coding' ? continuedText(services, id) : Promise.resolve(null);
}
