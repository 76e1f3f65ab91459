/** Makes a broken program with mistakes that fit the user, and begins an attempt at repairing it. */
import { beginAttempt, type ClockServices } from '../clock-control.ts';
import type { Catalogue } from '../content.ts';
import { MISTAKE_EDITS } from '../edits/mistake-edit.ts';
import { UserError } from '../errors.ts';
import type { History, HandoutMaker, PracticeFiles, ReadMistakeEdits } from '../ports.ts';
import { Random } from '../random.ts';
import { breakProgram } from './break.ts';
import { MOST_SEED, plantable, seedFor } from './choose.ts';
import { debugIdOf } from './exercise.ts';
import type { BrokenProgram } from './program.ts';
import { weightOf } from './record.ts';

export interface BreakingServices extends ClockServices {
  readonly catalogue: Catalogue;
  readonly files: PracticeFiles;
  readonly handouts: HandoutMaker;
  readonly readMistakeEdits: ReadMistakeEdits;
}

export interface ProgramRequest {
  readonly drill: string;
  readonly mistakes: number;
  readonly seed?: number | undefined;
  /** Path of the Python to run programs with. */
  readonly python: string;
}

/** Null when `signal` ends it. */
export async function makeProgram(
  services: BreakingServices,
  { drill, mistakes, seed: wanted, python }: ProgramRequest,
  signal?: AbortSignal,
): Promise<BrokenProgram | null> {
  const content = await contentOf(services, drill);
  const seed =
    wanted ??
    seedFor(
      plantable(content.edits, content),
      content.own,
      mistakes,
      weights(services.history, drill),
      new Random(Math.floor(Math.random() * MOST_SEED)),
    );
  const request = { ...content, drill, mistakes, seed, python };
  const outcome = await breakProgram(request, services.handouts, signal);
  switch (outcome.kind) {
    case 'chosen':
      return outcome.program;
    case 'cancelled':
      return null;
    case 'failed':
      throw new UserError(outcome.reason);
    case 'none':
      throw new UserError(
        `This question does not have ${mistakes} mistakes that can be combined and still be told apart. Ask for fewer.`,
      );
  }
}

/** `key` is the hash under which the program's key is kept. */
export async function beginRepair(
  services: ClockServices,
  exercise: string,
  path: string,
  { seed, planted }: BrokenProgram,
  key: string,
  within?: string,
): Promise<void> {
  const attempt = await beginAttempt(services, exercise, path, within);
  const mistakes = planted.map(({ mistake }) => mistake);
  services.history.append({ kind: 'program-broken', attempt, seed, key, mistakes });
}

async function contentOf(services: BreakingServices, drill: string) {
  const { ownMistakes: own } = await services.catalogue.drill(drill);
  const drillFolder = await services.catalogue.folder(drill);
  const notes = services.index.drills.find(({ id }) => id === drill)?.noteIds ?? [];
  if ((await services.files.read(`${drillFolder}/${MISTAKE_EDITS}`)) === null) {
    throw new UserError(`${drill} has no ${MISTAKE_EDITS}, so its programs cannot be broken.`);
  }
  const { edits } = await services.readMistakeEdits(drillFolder);
  return { drillFolder, own, notes, edits };
}

/** What the user made or missed before comes more often. */
function weights({ ledger }: History, drill: string): (mistake: string) => number {
  const { attempts } = ledger.drill(debugIdOf(drill));
  return (mistake) => weightOf(attempts, ledger.madeBefore(drill, mistake, null) !== null, mistake);
}
