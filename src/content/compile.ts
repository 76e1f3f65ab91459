/** Checked YAML to what the product shows. */
import type { Drill, DrillSummary, GuideMistake, Mistake, PhaseId, Band } from '../core/content.ts';
import type { Markdown } from './markdown.ts';
import type { DrillSource, guideMistakesSchema, MistakeSource } from './schema.ts';
import type { InferOutput } from 'valibot';

export function compileDrill(
  id: string,
  source: DrillSource,
  common: readonly MistakeSource[],
  md: Markdown,
): Drill {
  const exchange = (one: { ask: string; answer: string }) => ({
    ask: md.inline(one.ask),
    answer: md.block(one.answer),
  });
  return {
    id,
    title: source.title,
    summary: source.summary,
    level: source.level,
    question: md.block(source.question),
    contract: md.block(source.contract),
    clarifying: source.clarifying.map(exchange),
    equations: source.equations.map((one) => ({
      name: one.name,
      html: md.equation(one.tex),
      note: one.note === undefined ? null : md.inline(one.note),
      source: one.source ?? null,
    })),
    phases: source.phases.map((phase) => ({
      id: phase.id,
      title: phase.title,
      band: phase.band,
      cue: phase.cue,
      talking: phase.talking.map((point) => ({
        id: point.id,
        at: point.at,
        say: md.inline(point.say),
        example: point.example === undefined ? null : md.inline(point.example),
      })),
    })),
    hints: source.hints.map((one) => md.block(one)),
    mistakes: [...source.mistakes, ...common].map((one) => compileMistake(one, md)),
    complexity: {
      time: md.block(source.complexity.time),
      memory: md.block(source.complexity.memory),
    },
    tradeoffs: source.tradeoffs.map((one) => ({ title: one.title, text: md.block(one.text) })),
    followUps: source.followUps.map(exchange),
    papers: source.papers.map((paper) => ({
      title: paper.title,
      authors: paper.authors,
      year: paper.year,
      ...link(paper),
    })),
    proves: source.proves,
  };
}

function link(paper: { arxiv?: string | undefined; doi?: string | undefined }) {
  if (paper.arxiv !== undefined) {
    return { url: `https://arxiv.org/abs/${paper.arxiv}`, label: `arXiv:${paper.arxiv}` };
  }
  if (paper.doi !== undefined) {
    return { url: `https://doi.org/${paper.doi}`, label: `doi:${paper.doi}` };
  }
  return { url: null, label: '' };
}

function compileMistake(source: MistakeSource, md: Markdown): Mistake {
  return {
    id: source.id,
    title: source.title,
    severity: source.severity,
    why: md.block(source.why),
    notice: md.block(source.notice),
    fix: md.block(source.fix),
    plain: { why: md.plain(source.why), fix: md.plain(source.fix) },
  };
}

export function summarise(
  id: string,
  source: DrillSource,
  common: readonly MistakeSource[],
  md: Markdown,
): DrillSummary {
  const band = (phase: PhaseId): Band =>
    source.phases.find((one) => one.id === phase)?.band ?? [0, 0];
  return {
    id,
    title: source.title,
    summary: source.summary,
    level: source.level,
    question: md.plain(source.question),
    bands: { narrate: band('narrate'), code: band('code'), close: band('close') },
    proves: source.proves,
    mistakeTitles: Object.fromEntries(
      [...source.mistakes, ...common].map((one) => [one.id, one.title]),
    ),
    noteIds: [...source.mistakes, ...common]
      .filter((one) => one.severity === 'note')
      .map((one) => one.id),
    fileName: `${id.replaceAll('-', '_')}.py`,
  };
}

export function compileGuideMistakes(
  source: InferOutput<typeof guideMistakesSchema>,
  md: Markdown,
): readonly GuideMistake[] {
  return source.map((one) => ({
    id: one.id,
    title: one.title,
    happens: md.block(one.happens),
    costs: md.block(one.costs),
    instead: md.block(one.instead),
    example: md.block(one.example),
  }));
}
