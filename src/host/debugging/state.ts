/** What the page of a debugging drill draws: folded from the history, the program and the file as it is. */
import * as vscode from 'vscode';
import {
  exerciseOf,
  type CuedPhase,
  type ExerciseSummary,
  type Mistake,
} from '../../core/content.ts';
import { debugDebrief } from '../../core/debugging/debrief.ts';
import { drillOfDebug, forAttempt, TALK } from '../../core/debugging/exercise.ts';
import { hintsOf, leftOf, nextHint } from '../../core/debugging/hints.ts';
import { originsOf } from '../../core/debugging/lines.ts';
import { codeOf, handedOut, type BrokenProgram } from '../../core/debugging/program.ts';
import { planted } from '../../core/debugging/record.ts';
import type { Attempt } from '../../core/ledger.ts';
import { mockWith } from '../../core/mock/place.ts';
import { plainHtml } from '../../core/plain-html.ts';
import type {
  DebugCheckOnPage,
  DebugDebriefOnPage,
  DebugPageState,
  StageOnPage,
  SuspicionOnPage,
} from '../../protocol/debug-page.ts';
import type { Services } from '../services.ts';
import { RESTRICTED } from '../check/checks.ts';
import { clockOnPage } from '../panels/clock-actions.ts';
import { nextOnPage } from '../schedule/suggestion.ts';

export async function debugState(services: Services, exercise: string): Promise<DebugPageState> {
  const { ledger } = services.history;
  const attempt = ledger.latest(exercise);
  const program = attempt && (await services.repairs.program(attempt));
  const now = attempt && (await fileText(services, attempt));
  const { mistakes } = await services.catalogue.drill(drillOfDebug(exercise));
  const record = services.repairs.record(exercise);
  const exam = mockWith(ledger, exercise) !== null;
  const isOver = attempt?.clock.finished === true && !exam;
  return {
    ...clockOnPage(services, exercise),
    phases: phasesOf(exerciseOf(services.index, exercise), attempt),
    planted: attempt?.broken?.mistakes.length ?? null,
    report: program?.report ?? null,
    fileName: attempt?.file?.split(/[\\/]/).at(-1) ?? '',
    suspicions: attempt && program ? suspicionsOf(program, [...attempt.suspected], now) : [],
    running: record?.running ?? false,
    stale: record?.stale ?? false,
    endedAt: exam ? null : (record?.endedAt ?? null),
    check: exam ? null : (record?.outcome ?? lastCheck(attempt, mistakes)),
    checksOff: vscode.workspace.isTrusted ? null : RESTRICTED,
    hints: attempt && program && !exam ? hintsOf(program, mistakes, attempt.hints, now) : [],
    moreHints:
      attempt !== null &&
      program !== null &&
      nextHint(program, leftOf(attempt, program), attempt.hints) !== null,
    exam,
    debrief:
      isOver && program !== null
        ? debriefOf(services, exercise, attempt, program, mistakes, now)
        : null,
    stages: attempt?.passedAt != null && isOver ? stagesAfter(services, exercise) : [],
    next: nextOnPage(services, exercise),
  };
}

/** The drills that continue the program of this one. */
function stagesAfter(
  { index, history }: Pick<Services, 'history' | 'index'>,
  exercise: string,
): readonly StageOnPage[] {
  return index.drills
    .filter(({ continues }) => continues === drillOfDebug(exercise))
    .map(({ id, title }) => {
      return { id, title, passed: history.ledger.drill(id).state === 'passed' };
    });
}

/** What the attempt's file holds, saved or not; null where it is gone. */
export async function fileText(
  services: Pick<Services, 'files'>,
  { file }: Pick<Attempt, 'file'>,
): Promise<string | null> {
  if (file === null) return null;
  const uri = vscode.Uri.file(file).toString();
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  return open?.getText() ?? (await services.files.read(file).catch(() => null));
}

function phasesOf(
  exercise: ExerciseSummary | undefined,
  attempt: Attempt | null,
): readonly CuedPhase[] {
  if (exercise === undefined) return [];
  return forAttempt(exercise, attempt).phases.map((one) => ({
    ...one,
    cue: TALK[one.id]?.cue ?? '',
  }));
}

function suspicionsOf(
  program: BrokenProgram,
  lines: readonly number[],
  now: string | null,
): readonly SuspicionOnPage[] {
  const given = handedOut(program);
  const origins = now === null ? [] : originsOf(given, now);
  const texts = given.split('\n');
  return lines
    .toSorted((a, b) => a - b)
    .map((line) => {
      const at = origins.indexOf(line);
      return { line, text: texts[line - 1] ?? '', now: at < 0 ? null : at + 1 };
    });
}

/** After a reload only the history knows; it has no sentences. */
function lastCheck(attempt: Attempt | null, mistakes: readonly Mistake[]): DebugCheckOnPage | null {
  const last = attempt?.repairs.at(-1);
  if (!last) return null;
  const broken = last.broken.map((id) => {
    const title = mistakes.find((one) => one.id === id)?.title;
    return { message: title ?? 'Something that used to work.', line: null };
  });
  const { passed, certain } = last;
  return { kind: 'counted', passed, left: last.left.length, certain, broken };
}

function debriefOf(
  services: Pick<Services, 'history'>,
  exercise: string,
  attempt: Attempt,
  program: BrokenProgram,
  mistakes: readonly Mistake[],
  now: string | null,
): DebugDebriefOnPage {
  const facts = debugDebrief(program, attempt, now);
  const earlier = services.history.ledger
    .drill(exercise)
    .attempts.filter(({ id }) => id !== attempt.id);
  const none = plainHtml('');
  const titleOf = (id: string): string =>
    mistakes.find((one) => one.id === id)?.title ?? 'Something that used to work';
  return {
    ...facts,
    code: codeOf(program.planted.length, program.seed),
    rightSuspicions: suspicionsOf(program, facts.rightSuspicions, now),
    wrongSuspicions: suspicionsOf(program, facts.wrongSuspicions, now),
    broken: facts.broken.map(titleOf),
    mistakes: facts.mistakes.map(({ mistake: id, ...told }) => {
      const described = mistakes.find((one) => one.id === id);
      return {
        ...told,
        id,
        title: titleOf(id),
        why: described?.why ?? none,
        notice: described?.notice ?? none,
        fix: described?.fix ?? none,
        before: planted(earlier, id),
      };
    }),
  };
}
