/** Reads a design written in Markdown: which of the six steps it has, and what is written under each. */

import { DESIGN_STEPS, type DesignStep } from '../../core/design-finding.ts';

/** A line of the candidate's own text; lines count from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

export interface Section {
  /** The heading's line; 1 for what comes before the first. */
  readonly line: number;
  /** A title may name several steps ("Training and evaluation") or none. */
  readonly steps: readonly DesignStep[];
  readonly body: readonly Line[];
}

/** Words of a heading that name a step; people call the steps by many names. */
const TITLES: Readonly<Record<DesignStep, RegExp>> = {
  clarify:
    /clarif|question|requirement|assum|scop|problem|goal|objective|constraint|understand|business|context|use case/i,
  data: /\bdata|label|annotat|feature|collect|corpus/i,
  model: /model|architect|approach|method|candidate|algorithm|retrieval|ranking|solution/i,
  training: /train|optimi[sz]|\bloss|fine-?tun|learning|fitting/i,
  evaluation:
    /evaluat|metric|\bmeasur|know (that )?it works|success|experiment|validat|a\/b|offline|online|\btest/i,
  deployment:
    /deploy|serv(e|ing)|product(ion|ise|ize)|\blive\b|release|inferen|monitor|roll-?out|launch|operat|infrastruct|mlops|ship|\brun(ning)? it/i,
};

interface Heading {
  readonly line: number;
  /** 1 to 6 as in Markdown; titles in bold 7, plain ones 8. */
  readonly level: number;
  readonly title: string;
}

/** The text in sections at the level at which its author put the steps; what lies deeper belongs to its step. */
export function sectionsOf(markdown: string): readonly Section[] {
  const lines = ownLines(markdown);
  const headings = headingsOf(lines);
  const level = stepLevel(headings);
  const cuts = headings.filter((one) => one.level <= level);
  const starts = [{ line: 1, title: '', level: 0 }, ...cuts];
  return starts.map(({ line, title }, i) => {
    const end = starts[i + 1]?.line ?? Infinity;
    const from = i === 0 ? 0 : line;
    return {
      line,
      steps: stepsIn(title),
      body: lines.filter(({ number }) => number > from && number < end),
    };
  });
}

function stepsIn(title: string): DesignStep[] {
  return DESIGN_STEPS.filter((step) => TITLES[step].test(title));
}

/** The level at which most different steps are named; the highest of several. */
function stepLevel(headings: readonly Heading[]): number {
  let best = { level: 6, steps: 0 };
  for (let level = 1; level <= 8; level += 1) {
    const here = headings.filter((one) => one.level === level);
    const steps = new Set(here.flatMap(({ title }) => stepsIn(title))).size;
    if (steps > best.steps) best = { level, steps };
  }
  return best.level;
}

function headingsOf(lines: readonly Line[]): Heading[] {
  return lines.flatMap(({ number, text }, i): Heading[] => {
    const hash = /^ {0,3}(#{1,6})\s+(.+?)\s*#*$/.exec(text);
    if (hash) return [{ line: number, level: hash[1]?.length ?? 1, title: hash[2] ?? '' }];
    const under = lines[i + 1];
    if (/\S/.test(text) && under?.number === number + 1) {
      if (/^=+\s*$/.test(under.text)) return [{ line: number, level: 1, title: text }];
      if (/^-{2,}\s*$/.test(under.text)) return [{ line: number, level: 2, title: text }];
    }
    const bold = /^\s*(?:\d+[.)]\s*)?(\*\*|__)(.+?)\1:?\s*$/.exec(text);
    if (bold) return [{ line: number, level: 7, title: bold[2] ?? '' }];
    const plain =
      /^(?:(?:step\s+)?\d+[.):]\s+)([\p{L}/&, -]{3,40}):?\s*$/iu.exec(text) ??
      /^([\p{L}/&, -]{3,40}):\s*$/u.exec(text);
    return plain ? [{ line: number, level: 8, title: plain[1] ?? '' }] : [];
  });
}

/** The lines without comments and without the question, which the scaffold quotes at the top. */
function ownLines(markdown: string): Line[] {
  const bare = markdown.replace(/<!--[\s\S]*?(-->|$)/g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  const lines = bare.split(/\r?\n/).map((text, i) => ({ number: i + 1, text }));
  const first = lines.findIndex(({ text }) => !/^\s*($|#\s|>)/.test(text));
  const quoted = lines.findIndex(({ text }) => /^\s*>/.test(text));
  const isQuestion = quoted >= 0 && (first < 0 || quoted < first);
  if (!isQuestion) return lines;
  const end = lines.findIndex(({ text }, i) => i > quoted && !/^\s*>/.test(text));
  return lines.filter((_, i) => i < quoted || (end >= 0 && i >= end));
}

/** Whether anything is said: three words that are not a placeholder. */
export function isWritten(body: readonly Line[]): boolean {
  const words = body
    .filter(({ text }) => !/^\s*#/.test(text))
    .flatMap(({ text }) => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’%.-]*/gu) ?? [])
    .filter((word) => !/^(todo|tbd|tba|wip|fixme|later|n\.?a\.?|none|\d+\.?)$/i.test(word));
  return words.length >= 3;
}
