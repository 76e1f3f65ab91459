/** The code of an attempt as a document that cannot be edited. */
import * as vscode from 'vscode';
import { exerciseOf } from '../../core/content.ts';
import { dayOf, timeOf } from '../../core/schedule/days.ts';
import type { Attempt } from '../../core/ledger.ts';
import { DOCUMENTS } from '../ids.ts';
import type { Services, GetServices } from '../services.ts';

export class AttemptDocuments implements vscode.TextDocumentContentProvider {
  constructor(private readonly getServices: GetServices) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const services = await this.getServices();
    return (await services.codes.get(uri.query)) ?? GONE;
  }
}

const GONE =
  '# There is no code for this attempt, because it was deleted or was too large to keep.\n';

/** The text with this hash, under a name that says of which attempt it is. */
export function codeUri(attempt: Attempt, hash: string): vscode.Uri {
  const name = attempt.file?.split(/[\\/]/).at(-1) ?? `${attempt.exerciseId}.txt`;
  const path = `/${whenOf(attempt)}/${name}`;
  return vscode.Uri.from({ scheme: DOCUMENTS.attempt, path, query: hash });
}

/** What an attempt is called, such as `LSTM cell, 2026-11-25 18:30`. */
export function attemptTitle(services: Pick<Services, 'index'>, attempt: Attempt): string {
  const title = exerciseOf(services.index, attempt.exerciseId)?.title ?? attempt.exerciseId;
  return `${title}, ${whenOf(attempt)}`;
}

export function whenOf({ startedAt, zone }: Attempt): string {
  return `${dayOf(startedAt, zone)} ${timeOf(startedAt, zone)}`;
}
