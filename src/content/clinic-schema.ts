/** The shape of the clinics: what authors write, and the recordings that scripts made. */
import * as v from 'valibot';
import { band, id, idsOnce, level, line, list, order, short, title } from './schema.ts';

const tags = list(id, 1, 6);
const items = list(id, 0, 12);

/** The clinic whose questions are generated needs only what lists show. */
export const sizesSchema = v.strictObject({
  title,
  summary: short,
  order,
  level,
  told: line,
  tags,
  items,
});
export type SizesSource = v.InferOutput<typeof sizesSchema>;

const axis = v.pipe(line, v.maxLength(40));
const chart = v.strictObject({
  chart: id,
  title,
  x: axis,
  y: axis,
  log: v.optional(v.boolean(), false),
  bars: v.optional(v.boolean(), false),
});
const table = v.strictObject({ table: id, title });
const text = v.strictObject({ text: line, title });
const evidence = v.union(
  [chart, table, text],
  'must be a chart (chart, title, x, y, log, bars), a table (table, title) or a text (text, title)',
);
export type EvidenceSource = v.InferOutput<typeof evidence>;

const measurement = v.strictObject({ id, title, shows: evidence, tells: line });
const option = v.strictObject({ id, say: line, verdict: line });

export const caseSchema = v.pipe(
  v.strictObject({
    title,
    summary: short,
    order,
    level,
    band: v.optional(band),
    told: line,
    shown: evidence,
    measurements: v.pipe(list(measurement, 3, 8), idsOnce()),
    hypotheses: v.pipe(list(option, 4, 6), idsOnce()),
    fixes: v.pipe(list(option, 3, 6), idsOnce()),
    cause: id,
    fix: id,
    why: line,
    first: list(line, 2, 5),
    repaired: line,
    tags,
    items,
  }),
  v.forward(
    v.check(
      ({ cause, hypotheses }) => hypotheses.some((one) => one.id === cause),
      'must be the id of a hypothesis',
    ),
    ['cause'],
  ),
  v.forward(
    v.check(({ fix, fixes }) => fixes.some((one) => one.id === fix), 'must be the id of a fix'),
    ['fix'],
  ),
);
export type CaseSource = v.InferOutput<typeof caseSchema>;

const value = v.nullable(v.number());
const recording = v.strictObject({
  charts: v.record(
    id,
    v.pipe(
      v.strictObject({
        x: v.pipe(v.array(value), v.minLength(2, 'needs at least 2 points')),
        series: v.record(v.string(), v.array(value)),
      }),
      v.check(
        ({ x, series }) => Object.values(series).every((one) => one.length === x.length),
        'every curve must have a value for every x',
      ),
    ),
  ),
  tables: v.record(
    id,
    v.pipe(
      v.strictObject({
        columns: v.array(v.string()),
        rows: v.array(v.array(v.union([v.string(), v.number(), v.null()]))),
      }),
      v.check(
        ({ columns, rows }) => rows.every((row) => row.length === columns.length),
        'every row must have a cell for every column',
      ),
    ),
  ),
});

/** JSON is YAML, so the same reader finds where it is wrong. */
export const recordedSchema = v.strictObject({ faulty: recording, repaired: recording });
