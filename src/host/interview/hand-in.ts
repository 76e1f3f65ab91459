/** Hands in what the candidate has, in the way of its kind: as a check in the editor, which shows what was found. */
import * as vscode from 'vscode';
import type { Attempt } from '../../core/attempt.ts';
import { UserError } from '../../core/errors.ts';
import type { Interview } from '../../core/interview/interview.ts';
import { notGraded } from '../../core/interview/submission.ts';
import type { Disclosure } from '../../core/interview/disclosure-text.ts';
import type { Services } from '../services.ts';
import { fileText } from '../debugging/state.ts';
import { save } from '../saving.ts';

export interface HandedIn {
  /** What the candidate reads. */
  readonly found: string;
  /** What else the interviewer may know from now on. */
  readonly told: string;
}

export async function handIn(
  services: Pick<Services, 'checks' | 'files' | 'repairs'>,
  interview: Interview,
  teller: Disclosure,
  attempt: Attempt,
  token: vscode.CancellationToken,
): Promise<HandedIn> {
  const { exerciseId: id } = attempt;
  switch (teller.exercise(id).kind) {
    case 'coding': {
      const stop = token.onCancellationRequested(() => services.checks.cancel(id));
      try {
        const outcome = (await services.checks.check(await documentOf(attempt))) ?? CANCELLED;
        const graded = outcome.outcome === 'graded';
        const found = graded ? await teller.verdict(id, outcome) : notGraded(outcome);
        return { found, told: await codeOf(services, attempt) };
      } finally {
        stop.dispose();
      }
    }
    case 'debug': {
      const count = await services.repairs.check(id);
      if (count !== null) {
        return { found: teller.repair(id, count), told: await codeOf(services, attempt) };
      }
      const ended = services.repairs.record(id)?.outcome;
      throw new UserError(ended?.kind === 'failed' ? ended.message : notGraded(CANCELLED));
    }
    case 'system-design':
      await save(await documentOf(attempt));
      return {
        found: await interview.submit({ question: id }),
        told: await codeOf(services, attempt),
      };
    default:
      return {
        told: await interview.answer({ question: id }),
        found:
          'Your answer is handed in, and the clock has stopped. The page shows the model answer.',
      };
  }
}

const CANCELLED = { outcome: 'cancelled' } as const;

/** The file as the editor holds it, saved or not, in a form for models. */
export async function codeOf(services: Pick<Services, 'files'>, attempt: Attempt): Promise<string> {
  const text = await fileText(services, attempt);
  if (text !== null) return `My file:\n\n\`\`\`\n${text.trimEnd()}\n\`\`\``;
  throw new UserError(
    attempt.file === null
      ? 'This exercise has no file. Give your answer here.'
      : `${attempt.file} is gone. Begin a new attempt, or restore the file.`,
  );
}

async function documentOf({ file }: Attempt): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.file(file ?? ''));
  } catch {
    throw new UserError(`${file ?? 'The file'} is gone. Begin a new attempt, or restore the file.`);
  }
}
