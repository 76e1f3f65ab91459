/** A title in bold and a text below it. Both may come from a pack, and Markdown of a pack could load pictures. */
import * as vscode from 'vscode';

export function tooltip(title: string, text: string): vscode.MarkdownString {
  return new vscode.MarkdownString('**')
    .appendText(title)
    .appendMarkdown('**\n\n')
    .appendText(text);
}
