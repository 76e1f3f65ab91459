/** The guide: its pages, found by their titles and sections. */
import * as vscode from 'vscode';
import { articleOfPage } from '../../core/content.ts';
import { UserError } from '../../core/errors.ts';
import type { Services } from '../services.ts';
import type { OpenArticle } from '../articles/article-panel.ts';
import { COMMANDS } from '../ids.ts';
import { idArgument, type Command } from './register.ts';

export function guideCommands(open: OpenArticle): Record<string, Command> {
  return {
    [COMMANDS.openGuide]: async (services, argument) => {
      const target = idArgument(argument, 'page') ?? (await pickPage(services));
      if (target !== undefined) await openGuide(services, open, target);
    },
  };
}

/** `target` is a page's id, optionally followed by `#` and a section. */
export async function openGuide(
  services: Pick<Services, 'index'>,
  open: OpenArticle,
  target: string,
): Promise<void> {
  const [id = '', section] = target.split('#');
  if (!services.index.guide.some((page) => page.id === id)) {
    throw new UserError(`The guide has no page "${id}". "Open Guide" lists all pages.`);
  }
  await open(articleOfPage(id), section);
}

/** Pages and their sections in one list, to be searched by typing. */
async function pickPage(services: Pick<Services, 'index'>): Promise<string | undefined> {
  const items = services.index.guide.flatMap((page) => [
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
