/** Checked YAML of an architecture to what its board shows and what its review goes by. */
import type { BoardComponent, BoardEdge, BoardSpec, BoardVariant } from '../core/drawing-review.ts';
import { KIND } from '../core/kinds.ts';
import type { CompiledBoard } from '../core/pack.ts';
import type { BoardSource, DrawingSource, VariantSource } from './board-schema.ts';
import { compileEquation, compileExchange, compilePaper } from './compile.ts';
import type { Markdown } from './markdown.ts';

export function compileBoard(name: string, source: BoardSource, md: Markdown): CompiledBoard {
  const id = `whiteboard/${name}`;
  const { title, summary, level, tags, links, items, order, topic, asked, checked } = source;
  const phases = source.phases.map((one, index) => {
    const known = KIND.whiteboard.phases[index];
    return {
      id: one.id,
      title: one.title ?? known?.title ?? one.id,
      band: one.band ?? known?.band ?? ([60, 120] as const),
      cue: one.cue,
      points: one.points.map((point) => ({ id: point.id, say: md.inline(point.say) })),
    };
  });
  return {
    order,
    board: {
      ...{ id, title, summary, level, phases, tags, links },
      question: md.block(source.question),
      equations: source.equations.map((one) => compileEquation(one, md)),
      tradeoffs: source.tradeoffs.map((one) => ({ title: one.title, text: md.block(one.text) })),
      explanation: source.explanation.map((one) => ({ ...one, text: md.block(one.text) })),
      followUps: source.followUps.map((one) => compileExchange(one, md)),
      papers: source.papers.map(compilePaper),
      spec: compileDrawing(source.drawing),
    },
    summary: {
      ...{ id, title, summary, level, items, tags },
      kind: 'whiteboard',
      ...(topic === undefined ? {} : { topic }),
      ...(asked === undefined ? {} : { asked }),
      ...(checked === undefined ? {} : { checked }),
      question: md.plain(source.question),
      phases: phases.map(({ id: phase, title: called, band }) => ({
        id: phase,
        title: called,
        band,
      })),
      points: phases.reduce((sum, { points }) => sum + points.length, 0),
    },
  };
}

/** Chains become edges, `like` is written out, and components that may be drawn in parts give a variant each. */
export function compileDrawing(source: DrawingSource): BoardSpec {
  const { flow, letters, rough, foreign, equations, weighing } = source;
  const components = Object.entries(source.components).map(([id, own]): BoardComponent => {
    const other = own.like === undefined ? undefined : source.components[own.like];
    const one = { ...other, ...own };
    const name = one.name ?? id;
    const shape = one.shape ?? [];
    return {
      ...{ id, name, kind: one.kind ?? '' },
      says: [...new Set([...(other?.says ?? []), ...(own.says ?? []), name])],
      optional: one.optional ?? false,
      many: one.many ?? false,
      shapes: typeof shape === 'string' ? [shape] : shape,
    };
  });
  const optional = new Set(components.filter((one) => one.optional).map((one) => one.id));
  const variants = Object.entries(source.variants).flatMap(([id, variant]) => {
    const edges = edgesOf(variant, optional);
    return partings(source, edges).map((one): BoardVariant => ({ id, edges: one }));
  });
  return { flow, letters, rough, foreign, equations, weighing, components, variants };
}

function edgesOf(variant: VariantSource, optional: ReadonlySet<string>): BoardEdge[] {
  const edges = (chains: readonly string[], role: BoardEdge['role'], may = false): BoardEdge[] =>
    chains.flatMap((chain) => {
      const ids = chain.split(' -> ');
      const steps = ids.slice(1).map((to, i) => ({ from: ids[i] ?? '', to }));
      const must = ids.filter((id) => !optional.has(id));
      // Past what may be left out, the data runs on from what is before it.
      const over = must.slice(1).map((to, i) => ({ from: must[i] ?? '', to }));
      const isOptional = ({ from, to }: { from: string; to: string }): boolean =>
        may || optional.has(from) || optional.has(to);
      return [
        ...steps.map((step) => ({ ...step, role, optional: isOptional(step) })),
        ...over
          .filter(({ from, to }) => !steps.some((step) => step.from === from && step.to === to))
          .map((step) => ({ ...step, role, optional: may })),
      ];
    });
  return [
    ...edges(variant.path, 'main'),
    ...edges(variant.skip, 'skip'),
    ...edges(variant.back, 'back'),
    ...edges(variant.optional, 'main', true),
  ].filter(
    (edge, i, all) =>
      all.findIndex(
        (one) => one.from === edge.from && one.to === edge.to && one.role === edge.role,
      ) === i,
  );
}

/** The edges as they are, and with each set of components that have parts drawn as these. */
function partings(source: DrawingSource, edges: readonly BoardEdge[]): (readonly BoardEdge[])[] {
  const named = new Set(edges.flatMap(({ from, to }) => [from, to]));
  let all: (readonly BoardEdge[])[] = [edges];
  for (const [id, { parts }] of Object.entries(source.components)) {
    if (parts === undefined || !named.has(id)) continue;
    const ids = parts.split(' -> ');
    const [first = id, last = id] = [ids[0], ids.at(-1)];
    const inner = ids
      .slice(1)
      .map((to, i): BoardEdge => ({ from: ids[i] ?? '', to, role: 'main', optional: false }));
    const parted = all.map((one) => [
      ...one.map((edge) => ({
        ...edge,
        from: edge.from === id ? last : edge.from,
        to: edge.to === id ? first : edge.to,
      })),
      ...inner,
    ]);
    all = [...all, ...parted];
  }
  return all;
}
