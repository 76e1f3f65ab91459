/** The guide: Markdown that VS Code previews itself. */
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.ts';
import type { App } from '../app.ts';
import { COMMANDS } from '../ids.ts';
import { idArgument, type Command } from './register.ts';

export function guideCommands(): Record<string, Command> {
  return {
    [COMMANDS.openGuide]: async (app, argument) => {
      const id = idArgument(argument, 'page') ?? (await pickPage(app));
      if (id !== undefined) await openPage(app, id);
    },
  };
}

/** The page in VS Code's Markdown preview; `section` scrolls to it. */
async function openPage(app: App, target: string): Promise<void> {
  const [id = '', section] = target.split('#');
  if (!app.index.guide.some((page) => page.id === id)) {
    throw new UserError(`The guide has no page "${id}". "Open Guide" lists them.`);
  }
  const file = vscode.Uri.file(app.catalogue.guideFile(id));
  const fragment = section === undefined ? '' : slug(section);
  await vscode.commands.executeCommand('markdown.showPreview', file.with({ fragment }));
}

/** The anchor that VS Code's preview gives a heading. */
function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s+/g, '-');
}

/** Pages and their sections in one list, to be searched by typing. */
async function pickPage(app: App): Promise<string | undefined> {
  const items = app.index.guide.flatMap((page) => [
    { label: `$(book) ${page.title}`, description: '', target: page.id },
    ...page.sections.map((section) => ({
      label: section,
      description: page.title,
      target: `${page.id}#${section}`,
    })),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Guide',
    placeHolder: 'Type to search pages and sections',
    matchOnDescription: true,
  });
  return picked?.target;
}
