/** Checked YAML of exercises that are answered aloud to what the product shows. */
import type { OralPhase, Sizing } from '../core/content.ts';
import { KIND, type Kind } from '../core/kinds.ts';
import type { CompiledOral } from '../core/pack.ts';
import { compileEquation, compileExchange, compilePaper } from './compile.ts';
import type { Markdown } from './markdown.ts';
import type { PhasedSource, RapidFireSource } from './oral-schema.ts';

/** The questions up to this place are the ones that everybody is asked. */
const ESSENTIAL = 20;

/** A question of a round is an exercise of one phase. */
export function compileRapidFire(id: string, source: RapidFireSource, md: Markdown): CompiledOral {
  const [known] = KIND['rapid-fire'].phases;
  const phase: OralPhase = {
    id: known?.id ?? 'answer',
    title: known?.title ?? 'Answer aloud',
    band: source.band,
    cue: 'Answer aloud, as you would to an interviewer, and then stop.',
    prompts: [],
    outline: source.points.map((one) => ({ id: one.id, say: md.inline(one.say) })),
    answer: md.block(source.answer),
  };
  const one = compiled(
    'rapid-fire',
    { ...source, summary: source.title, clarifying: [], equations: [], followUps: [source.probe] },
    [phase],
    id,
    md,
  );
  return {
    ...one,
    summary: {
      ...one.summary,
      ...(source.topic === undefined ? {} : { topic: source.topic }),
      ...(source.asked === undefined ? {} : { asked: source.asked }),
      essential: source.order <= ESSENTIAL,
    },
  };
}

export function compilePhased(
  kind: Kind,
  id: string,
  source: PhasedSource,
  md: Markdown,
): CompiledOral {
  const phases = source.phases.map((one, index): OralPhase => {
    const known = KIND[kind].phases[index];
    return {
      id: one.id,
      title: one.title ?? known?.title ?? one.id,
      band: one.band ?? known?.band ?? [60, 120],
      cue: one.cue,
      prompts: one.prompts.map(({ at, say }) => ({ at, say: md.inline(say) })),
      outline: one.outline.map((point) => ({ id: point.id, say: md.inline(point.say) })),
      answer: md.block(one.answer),
    };
  });
  const answer = kind === 'system-design' ? answerOf(source, phases) : null;
  return { ...compiled(kind, source, phases, id, md), answer };
}

type Common = Pick<
  PhasedSource,
  | 'title'
  | 'summary'
  | 'order'
  | 'level'
  | 'checked'
  | 'question'
  | 'clarifying'
  | 'equations'
  | 'followUps'
  | 'papers'
  | 'tags'
  | 'links'
  | 'items'
> & {
  readonly wrong?: { readonly said: string; readonly truth: string } | undefined;
  readonly surface?: string;
  readonly sizing?: readonly Sizing[];
};

function compiled(
  kind: Kind,
  source: Common,
  phases: readonly OralPhase[],
  name: string,
  md: Markdown,
): CompiledOral {
  const id = `${kind}/${name}`;
  const { title, summary, level, checked, tags, links, items, order } = source;
  return {
    order,
    answer: null,
    oral: {
      ...{ id, kind, title, summary, level, phases, tags, links },
      question: md.block(source.question),
      clarifying: source.clarifying.map((one) => compileExchange(one, md)),
      wrong: source.wrong
        ? { said: md.inline(source.wrong.said), truth: md.block(source.wrong.truth) }
        : null,
      surface: source.surface === undefined ? null : md.block(source.surface),
      sizing: source.sizing ?? [],
      equations: source.equations.map((one) => compileEquation(one, md)),
      followUps: source.followUps.map((one) => compileExchange(one, md)),
      papers: source.papers.map(compilePaper),
    },
    summary: {
      ...{ id, kind, title, summary, level, items, tags },
      ...(checked === undefined ? {} : { checked }),
      question: md.plain(source.question),
      phases: phases.map(({ id: phase, title: called, band }) => ({
        id: phase,
        title: called,
        band,
      })),
      points: phases.reduce((sum, { outline }) => sum + outline.length, 0),
    },
  };
}

/** Under the same headings as the file that the candidate writes. */
function answerOf({ title, phases }: PhasedSource, compiled: readonly OralPhase[]): string {
  const steps = phases.map(
    ({ answer }, i) => `## ${i + 1}. ${compiled[i]?.title ?? ''}\n\n${answer.trim()}`,
  );
  return `${[`# ${title}: a model answer`, ...steps].join('\n\n')}\n`;
}
