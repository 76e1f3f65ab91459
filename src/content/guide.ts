/** What the tree and the search need of the guide's Markdown files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { GuidePage } from '../core/content.ts';
import { problemAt, type Problem } from './read.ts';

/** The pages of the guide in `folder`, in the order of their paths; a file without a title is a problem. */
export function readGuide(folder: string): {
  readonly pages: readonly GuidePage[];
  readonly problems: readonly Problem[];
} {
  if (!existsSync(folder)) return { pages: [], problems: [] };
  const problems: Problem[] = [];
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .flatMap((path): GuidePage[] => {
      const file = join(folder, path);
      const text = readFileSync(file, 'utf8');
      const title = /^# (?<title>.+)$/m.exec(text)?.groups?.['title'];
      if (title === undefined) {
        problems.push(problemAt(file, text, 0, 'needs a title: a first line such as "# LoRA"'));
        return [];
      }
      const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, section = '']) => section);
      return [{ id: path.slice(0, -3).split(sep).join('/'), title, sections }];
    });
  return { pages, problems };
}
