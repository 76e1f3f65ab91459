/** What can be done with an attempt that is over: look at it, compare it, take it up again, delete it. */
import * as vscode from 'vscode';
import { isDrill, exerciseOf } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/ledger.ts';
import { idArgument, type Command } from '../commands/register.ts';
import type { Services } from '../services.ts';
import { COMMANDS } from '../ids.ts';
import { practiceFolder } from '../practice/folder.ts';
import { solutionUri } from '../practice/scaffold.ts';
import { attemptTitle, codeUri, whenOf } from './attempt-document.ts';
import { forgetAttempts } from './forget.ts';

export function attemptCommands(): Record<string, Command> {
  const withAttempt =
    (
      title: string,
      run: (services: Services, attempt: Attempt, more: unknown) => unknown,
    ): Command =>
    async (services, argument, more) => {
      const id = idArgument(argument, 'attempt');
      const attempt = id === undefined ? await pickAttempt(services, title) : known(services, id);
      return attempt && run(services, attempt, more);
    };
  return {
    [COMMANDS.openAttempt]: withAttempt('Open the code from an attempt', openAttempt),
    [COMMANDS.compareAttempt]: withAttempt('Compare an attempt', compareAttempt),
    [COMMANDS.restoreAttempt]: withAttempt('Restore an attempt', restoreAttempt),
    [COMMANDS.forgetAttempt]: withAttempt('Delete an attempt', (services, attempt) =>
      forgetAttempts(services, [attempt]),
    ),
    [COMMANDS.forgetAllAttempts]: (services) =>
      forgetAttempts(services, [...services.history.ledger.allAttempts()]),
  };
}

function known(services: Pick<Services, 'history'>, id: string): Attempt {
  const attempt = services.history.ledger.attempt(id);
  if (attempt) return attempt;
  throw new UserError('This attempt no longer exists.');
}

/** The newest first, and only those whose code is kept. */
async function pickAttempt(
  services: Pick<Services, 'history' | 'index'>,
  title: string,
  of: (attempt: Attempt) => boolean = () => true,
): Promise<Attempt | undefined> {
  const attempts = [...services.history.ledger.allAttempts()]
    .filter((one) => one.codes.length > 0 && of(one))
    .reverse();
  if (attempts.length === 0) {
    throw new UserError(
      'There are no attempts with code yet. Each check of a drill saves your code.',
    );
  }
  const items = attempts.map((attempt) => ({
    label: attemptTitle(services, attempt),
    description: attempt.passedAt === null ? '' : 'passed',
    attempt,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.attempt;
}

async function openAttempt(_services: Services, attempt: Attempt, hash: unknown): Promise<void> {
  const code = typeof hash === 'string' ? hash : lastCode(attempt);
  await vscode.window.showTextDocument(codeUri(attempt, code), { preview: true });
}

/** The hash of what the attempt's file held last. */
function lastCode({ codes }: Attempt): string {
  const last = codes.at(-1);
  if (last) return last.hash;
  throw new UserError('This attempt has no saved code.');
}

interface Side extends vscode.QuickPickItem {
  readonly uri: () => Promise<vscode.Uri | undefined>;
  readonly name: string;
}

/** In the diff editor with another attempt, the solution, or the file as it is now. */
async function compareAttempt(
  services: Pick<Services, 'catalogue' | 'history' | 'index'>,
  attempt: Attempt,
): Promise<void> {
  const mine = codeUri(attempt, lastCode(attempt));
  const side = await vscode.window.showQuickPick(sides(services, attempt), {
    title: `Compare ${attemptTitle(services, attempt)} with`,
  });
  const other = await side?.uri();
  if (!side || !other) return;
  await vscode.commands.executeCommand(
    'vscode.diff',
    mine,
    other,
    `${whenOf(attempt)} ↔ ${side.name}`,
    { preview: true },
  );
}

function sides(
  services: Pick<Services, 'catalogue' | 'history' | 'index'>,
  attempt: Attempt,
): Side[] {
  const { exerciseId, file } = attempt;
  const others = services.history.ledger
    .drill(exerciseId)
    .attempts.filter(({ id, codes }) => id !== attempt.id && codes.length > 0);
  const exercise = exerciseOf(services.index, exerciseId);
  const isPassed = services.history.ledger.drill(exerciseId).state === 'passed';
  return [
    ...others.map((other) => ({
      label: `$(history) ${whenOf(other)}`,
      description: other.passedAt === null ? 'another attempt' : 'another attempt, passed',
      name: whenOf(other),
      uri: () => Promise.resolve(codeUri(other, lastCode(other))),
    })),
    ...(file === null
      ? []
      : [
          {
            label: '$(file) Your file as it is now',
            name: 'now',
            uri: () => Promise.resolve(vscode.Uri.file(file)),
          },
        ]),
    ...(exercise && isDrill(exercise)
      ? [
          {
            label: '$(eye) The solution',
            description: isPassed ? '' : 'not passed yet, so opening it is noted in your history',
            name: 'solution',
            uri: async () => {
              const solution = await solutionUri(services, exerciseId);
              services.history.append({ kind: 'solution-viewed', exerciseId, passed: isPassed });
              return solution;
            },
          },
        ]
      : []),
  ];
}

/** Into a new file beside the drill's own, which is left as it is. */
async function restoreAttempt(services: Services, attempt: Attempt): Promise<void> {
  const text = await services.codes.get(lastCode(attempt));
  if (text === null) throw new UserError('The code from this attempt is no longer stored.');
  const folder = await practiceFolder(services);
  if (!folder) return;
  const name = attempt.file?.split(/[\\/]/).at(-1) ?? `${attempt.exerciseId}.txt`;
  const dot = name.lastIndexOf('.');
  const stamp = whenOf(attempt).replace(' ', '-').replace(':', '');
  const uri = await freeName(services, folder, `${name.slice(0, dot)}.${stamp}`, name.slice(dot));
  await services.files.create(uri.fsPath, text);
  await vscode.window.showTextDocument(uri, { preview: false });
}

async function freeName(
  services: Pick<Services, 'files'>,
  folder: vscode.Uri,
  stem: string,
  ending: string,
): Promise<vscode.Uri> {
  for (let copy = 1; ; copy += 1) {
    const uri = vscode.Uri.joinPath(folder, `${stem}${copy > 1 ? `.${copy}` : ''}${ending}`);
    if ((await services.files.read(uri.fsPath)) === null) return uri;
  }
}
