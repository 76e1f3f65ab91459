/** What the tree and the search need of the guide's Markdown files. */
import type { GuidePage } from '../core/content.ts';
import type { Problem } from '../core/pack.ts';
import type { PackFiles } from './pack-files.ts';
import { problemAt } from './read.ts';

/** The pages of the pack's guide, in the order of their paths; a file without a title is a problem. */
export function readGuide(files: PackFiles): {
  readonly pages: readonly GuidePage[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const pages = files.markdownBelow('guide').flatMap((path): GuidePage[] => {
    const text = files.text(`guide/${path}`);
    if ('problems' in text) {
      problems.push(...text.problems);
      return [];
    }
    const title = /^# (?<title>.+)$/m.exec(text.value)?.groups?.['title'];
    if (title === undefined) {
      const message = 'needs a title: a first line such as "# LoRA"';
      problems.push(problemAt(files.path(`guide/${path}`), text.value, 0, message));
      return [];
    }
    const sections = [...text.value.matchAll(/^## (.+)$/gm)].map(([, section = '']) => section);
    return [{ id: path.slice(0, -3), title, sections }];
  });
  return { pages, problems };
}
