/** Checked YAML to what the product shows. */
import type {
  Drill,
  DrillSummary,
  Equation,
  Exchange,
  GuideMistake,
  Mistake,
  Paper,
} from '../core/content.ts';
import type { Markdown } from './markdown.ts';
import type {
  DrillSource,
  EquationSource,
  guideMistakesSchema,
  MistakeSource,
  PaperSource,
} from './schema.ts';
import type { InferOutput } from 'valibot';

export function compileDrill(
  id: string,
  source: DrillSource,
  common: readonly Mistake[],
  md: Markdown,
): Drill {
  return {
    id,
    title: source.title,
    summary: source.summary,
    level: source.level,
    question: md.block(source.question),
    contract: md.block(source.contract),
    clarifying: source.clarifying.map((one) => compileExchange(one, md)),
    equations: source.equations.map((one) => compileEquation(one, md)),
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
    mistakes: [...source.mistakes.map((one) => compileMistake(one, md)), ...common],
    ownMistakes: source.mistakes.map(({ id: own }) => own),
    complexity: {
      time: md.block(source.complexity.time),
      memory: md.block(source.complexity.memory),
    },
    tradeoffs: source.tradeoffs.map((one) => ({ title: one.title, text: md.block(one.text) })),
    followUps: source.followUps.map((one) => compileExchange(one, md)),
    papers: source.papers.map(compilePaper),
    proves: source.proves,
  };
}

export function compileExchange(source: { ask: string; answer: string }, md: Markdown): Exchange {
  return { ask: md.inline(source.ask), answer: md.block(source.answer) };
}

export function compileEquation(source: EquationSource, md: Markdown): Equation {
  return {
    name: source.name,
    html: md.equation(source.tex),
    note: source.note === undefined ? null : md.inline(source.note),
    source: source.source ?? null,
  };
}

export function compilePaper(source: PaperSource): Paper {
  const { title, authors, year } = source;
  return { title, authors, year, ...link(source) };
}

function link(paper: PaperSource) {
  if (paper.arxiv !== undefined) {
    return { url: `https://arxiv.org/abs/${paper.arxiv}`, label: `arXiv:${paper.arxiv}` };
  }
  if (paper.doi !== undefined) {
    return { url: `https://doi.org/${paper.doi}`, label: `doi:${paper.doi}` };
  }
  return { url: null, label: '' };
}

export function compileMistake(source: MistakeSource, md: Markdown): Mistake {
  return {
    id: source.id,
    title: source.title,
    severity: source.severity,
    says: source.says ?? `${source.title.replace(/[{}]/g, '$&$&')}.`,
    why: md.block(source.why),
    notice: md.block(source.notice),
    fix: md.block(source.fix),
    plain: { why: md.plain(source.why), fix: md.plain(source.fix) },
  };
}

export function summarise(
  id: string,
  source: DrillSource,
  common: readonly Mistake[],
  md: Markdown,
): DrillSummary {
  return {
    id,
    kind: 'coding',
    title: source.title,
    summary: source.summary,
    level: source.level,
    ...(source.topic === undefined ? {} : { topic: source.topic }),
    ...(source.asked === undefined ? {} : { asked: source.asked }),
    ...(source.continues === undefined ? {} : { continues: source.continues }),
    question: md.plain(source.question),
    phases: source.phases.map(({ id: phase, title, band }) => ({ id: phase, title, band })),
    items: source.proves,
    tags: [],
    points: source.phases.reduce((sum, { talking }) => sum + talking.length, 0),
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
