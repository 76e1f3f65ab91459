/** Compiles the clinics of a pack: `clinics/output-sizes.yaml` and `clinics/runs/<id>/`. */
import type { Evidence, Recording, RunCase } from '../core/clinics/case.ts';
import type { ExerciseSummary } from '../core/content.ts';
import { KIND } from '../core/kinds.ts';
import type { CompiledClinic } from '../core/pack.ts';
import type { CaseSource, EvidenceSource, SizesSource } from './clinic-schema.ts';
import type { Markdown } from './markdown.ts';

export function compileSizes(source: SizesSource, md: Markdown): CompiledClinic {
  const id = 'clinic/output-sizes';
  const { title, summary, level, order } = source;
  return {
    order,
    clinic: { of: 'sizes', id, title, summary, level, told: md.block(source.told) },
    summary: summarise(id, source, md),
  };
}

export function compileCase(
  name: string,
  source: CaseSource,
  recorded: RunCase['recorded'] | null,
  md: Markdown,
): CompiledClinic {
  const id = `clinic/${name}`;
  const { title, summary, level, order, cause, fix } = source;
  if (!recorded)
    throw new Error(`Its recorded.json is missing; run drills/clinics/record ${name}.`);
  const shows = (one: EvidenceSource): Evidence => compileEvidence(one, recorded, md);
  const option = (one: CaseSource['fixes'][number]) => ({
    id: one.id,
    say: md.inline(one.say),
    verdict: md.block(one.verdict),
  });
  return {
    order,
    clinic: {
      of: 'run',
      ...{ id, title, summary, level, cause, fix, recorded },
      told: md.block(source.told),
      shown: shows(source.shown),
      measurements: source.measurements.map((one) => ({
        id: one.id,
        title: one.title,
        shows: shows(one.shows),
        tells: md.block(one.tells),
      })),
      hypotheses: source.hypotheses.map(option),
      fixes: source.fixes.map(option),
      why: md.block(source.why),
      first: source.first.map((one) => md.inline(one)),
      repaired: md.block(source.repaired),
    },
    summary: summarise(id, source, md),
  };
}

/** Throws when a chart or table is not in both recordings. */
function compileEvidence(
  source: EvidenceSource,
  recorded: RunCase['recorded'],
  md: Markdown,
): Evidence {
  const { title } = source;
  if ('text' in source) return { kind: 'text', title, text: md.block(source.text) };
  const [kind, of] =
    'chart' in source ? (['charts', source.chart] as const) : (['tables', source.table] as const);
  const has = (one: Recording): boolean => Object.hasOwn(one[kind], of);
  if (!has(recorded.faulty) || !has(recorded.repaired)) {
    throw new Error(`${of} is not among the ${kind} of both runs in recorded.json`);
  }
  if (!('chart' in source)) return { kind: 'table', of, title };
  const { x, y, log, bars } = source;
  return { kind: 'chart', of, title, x, y, log, bars };
}

function summarise(id: string, source: SizesSource | CaseSource, md: Markdown): ExerciseSummary {
  const { title, summary, level, items, tags } = source;
  const own = 'band' in source ? source.band : undefined;
  return {
    ...{ id, kind: 'clinic', title, summary, level, items, tags, points: 0 },
    question: md.plain(source.told),
    phases: KIND.clinic.phases.map((one) => ({
      id: one.id,
      title: one.title,
      band: own ?? one.band,
    })),
  };
}
