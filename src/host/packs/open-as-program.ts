/** Open as Program: what an edit in a drill's mistakes.yaml makes of its base, as a whole Python file to read. */
import * as vscode from 'vscode';
import { MISTAKE_EDITS } from '../../core/edits/mistake-edit.ts';
import { UserError } from '../../core/errors.ts';
import type { Services, GetServices } from '../services.ts';
import { COMMANDS, DOCUMENTS, MISTAKE_EDIT_FILES } from '../ids.ts';

/** Where an entry begins, below the name of its program. */
const ENTRY = /^ {2}[^\s#]/;
const ENTRY_OR_PROGRAM = /^(?: {2})?[^\s#]/;

/** `target` and `line` (from 0) say which entry; without them it is the one at the cursor. */
export async function openAsProgram(
  services: Pick<Services, 'readMistakeEdits'>,
  target: unknown,
  line: unknown,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document =
    target instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(target)
      : editor?.document;
  if (!document || vscode.languages.match(MISTAKE_EDIT_FILES, document) === 0) {
    throw new UserError(
      `Open the ${MISTAKE_EDITS} file of a drill, and put the cursor on an entry.`,
    );
  }
  const cursor = editor?.document === document ? editor.selection.active.line : 0;
  const entry = entryAt(document, typeof line === 'number' ? line : cursor);
  const { edits, problems } = await read(services, document.uri);
  const edit = edits.find((one) => one.line === entry.start + 1);
  if (!edit) {
    const problem = problems.find((one) => one.line > entry.start && one.line <= entry.end);
    const why = problem ?? problems[0];
    throw new UserError(
      why ? `Line ${why.line}: ${why.message}` : 'There is no entry at the cursor.',
    );
  }
  const uri = vscode.Uri.joinPath(document.uri, '..', `${edit.name}.py`).with({
    scheme: DOCUMENTS.program,
  });
  await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
}

/** Lines from 0 of the entry around this one; `end` is behind the last. */
function entryAt(document: vscode.TextDocument, line: number): { start: number; end: number } {
  const begins = (at: number): boolean => ENTRY_OR_PROGRAM.test(document.lineAt(at).text);
  let start = Math.min(line, document.lineCount - 1);
  while (start > 0 && !begins(start)) start -= 1;
  let end = start + 1;
  while (end < document.lineCount && !begins(end)) end += 1;
  return { start, end };
}

/** What the editor shows counts, saved or not. */
async function read(services: Pick<Services, 'readMistakeEdits'>, uri: vscode.Uri) {
  const { fsPath } = vscode.Uri.joinPath(uri, '..');
  return services.readMistakeEdits(
    fsPath,
    (await vscode.workspace.openTextDocument(uri)).getText(),
  );
}

/** The documents, which follow their files as these are saved. */
export class ProgramDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly disposable: vscode.Disposable;

  constructor(private readonly getServices: GetServices) {
    this.disposable = vscode.workspace.onDidSaveTextDocument(({ uri }) => this.refresh(uri));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const file = vscode.Uri.joinPath(uri, '..', MISTAKE_EDITS).with({ scheme: 'file' });
    const { edits } = await read(await this.getServices(), file);
    const edit = edits.find((one) => uri.path.endsWith(`/${one.name}.py`));
    return edit?.program ?? `# ${MISTAKE_EDITS} no longer defines this program.\n`;
  }

  dispose(): void {
    this.disposable.dispose();
    this.changed.dispose();
  }

  /** Both the edits and the programs that they change lie below the drill's folder. */
  private refresh({ path }: vscode.Uri): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      const folder = vscode.Uri.joinPath(uri, '..').path;
      if (uri.scheme === DOCUMENTS.program && path.startsWith(`${folder}/`)) this.changed.fire(uri);
    }
  }
}

/** A link above each entry to the program that it produces. */
export const programLens: vscode.CodeLensProvider = { provideCodeLenses: lenses };

function lenses(document: vscode.TextDocument): vscode.CodeLens[] {
  return [...Array(document.lineCount).keys()]
    .filter((line) => ENTRY.test(document.lineAt(line).text))
    .map(
      (line) =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
          command: COMMANDS.openAsProgram,
          title: '$(go-to-file) Open as program',
          arguments: [document.uri, line],
        }),
    );
}
