/** The Markdown file in which a candidate writes a system design. */
import type { CuedPhase, ExerciseSummary } from './content.ts';
import { markLine } from './drill-file.ts';

/** Its path inside the practice folder. */
export function designFileName(exercise: string): string {
  return `${exercise}.md`;
}

/** Steps as headings, each with its cue as a comment, and the question on top. */
export function designText(
  { id, title, question }: Pick<ExerciseSummary, 'id' | 'title' | 'question'>,
  phases: readonly CuedPhase[],
): string {
  const quoted = question.split('\n').map((line) => `> ${line}`.trimEnd());
  const steps = phases.map(
    (phase, i) => `## ${i + 1}. ${phase.title}\n\n<!-- ${phase.cue.replaceAll('--', '–')} -->\n\n`,
  );
  return [`${markLine(id, 'markdown')}\n`, `# ${title}\n`, ...quoted, '', ...steps].join('\n');
}

/** The zero-based line on which the candidate writes first: below the first step's cue. */
export function firstLineOfDesign(text: string): number {
  const lines = text.split('\n');
  const heading = lines.findIndex((line) => line.startsWith('## '));
  const blank = lines.findIndex((line, i) => i > heading + 2 && line.trim() === '');
  return Math.max(0, heading < 0 || blank < 0 ? heading : blank + 1);
}
