/** A checklist item's questions and answers as a Markdown document that VS Code previews itself. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';

export const ITEM_SCHEME = 'tensor-drills-item';

export class ItemDocuments implements vscode.TextDocumentContentProvider {
  constructor(private readonly ready: Ready) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const app = await this.ready();
    const id = uri.path.slice(1).replace(/\.md$/, '');
    const item = app.index.checklist.find((one) => one.id === id);
    if (!item) return `# Not found\n\nThere is no checklist item "${id}".`;
    const questions = item.questions.map(({ ask, answer }) => `## ${ask}\n\n${answer}`);
    return [`# ${item.title}`, ...questions].join('\n\n');
  }
}

/** Opens the item in VS Code's own Markdown preview, which renders the maths too. */
export async function showItem(id: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: ITEM_SCHEME, path: `/${id}.md` });
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}
