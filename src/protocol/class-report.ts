/** The report on a class's submissions, a JSON file: what `check --report` writes and `merge` reads. */
import * as v from 'valibot';
import { parseJson } from './grader-wire.ts';

export const REPORT_VERSION = 1;

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const line = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));

const resultSchema = v.object({
  drill: text,
  file: text,
  outcome: v.picklist(['graded', 'timed-out', 'crashed', 'cannot-start']),
  passed: v.boolean(),
  checks: v.array(
    v.object({
      id: text,
      title: text,
      status: v.picklist(['passed', 'failed', 'skipped']),
      message: v.nullable(text),
      line,
      // A report of an earlier version does not have it.
      mistake: v.nullish(text, null),
    }),
  ),
  mistakes: v.array(
    v.object({
      id: text,
      severity: v.picklist(['error', 'note']),
      title: text,
      line,
      /** Reports of before have none. */
      message: v.optional(text, ''),
      why: text,
      fix: text,
    }),
  ),
  output: text,
  durationMs: v.pipe(v.number(), v.minValue(0)),
});

const entrySchema = v.object({
  /** Path below the folder of all submissions, with slashes. */
  submission: text,
  /** Of the file's bytes, in hexadecimal; null when it could not be read. */
  sha256: v.nullable(text),
  /** ISO 8601, in UTC. */
  gradedAt: v.pipe(text, v.isoTimestamp()),
  ...resultSchema.entries,
});

const runSchema = v.object({
  drill: text,
  /** Digest of all that decides a verdict: the drill's grade.py and the machinery. */
  grader: text,
  torch: text,
  python: text,
  timeoutSeconds: v.number(),
  memoryMegabytes: count,
  /** From 1 to `of`. */
  shard: v.object({ index: count, of: count }),
  /** Of all shards together. */
  submissions: count,
  /** Digest of all their names: shards that saw different folders show it. */
  listing: text,
});

const reportSchema = v.object({
  v: v.literal(REPORT_VERSION),
  runs: v.array(runSchema),
  results: v.array(entrySchema),
});

/** What was graded, with what, under which limits. */
export type Run = v.InferOutput<typeof runSchema>;

/** One submission's result; see `Result` in src/node/grading/result.ts. */
export type Entry = v.InferOutput<typeof entrySchema>;

export interface ClassReport {
  readonly runs: readonly Run[];
  /** Each submission of a drill once. */
  readonly results: readonly Entry[];
}

/** The report, or null when the text is none of this version. */
export function parseReport(json: string): ClassReport | null {
  const parsed = v.safeParse(reportSchema, parseJson(json), { abortEarly: true });
  return parsed.success ? { runs: parsed.output.runs, results: parsed.output.results } : null;
}

export function parseRun(json: string): Run | null {
  const parsed = v.safeParse(runSchema, parseJson(json), { abortEarly: true });
  return parsed.success ? parsed.output : null;
}

export function parseEntry(json: string): Entry | null {
  const parsed = v.safeParse(entrySchema, parseJson(json), { abortEarly: true });
  return parsed.success ? parsed.output : null;
}

/** One result a line, so that two reports can be compared by line; `summary` is for readers only. */
export function formatReport({ runs, results }: ClassReport, summary: object): string {
  const list = (values: readonly unknown[]) =>
    values.length === 0
      ? '[]'
      : `[\n${values.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`;
  return `{
  "v": ${REPORT_VERSION},
  "summary": ${JSON.stringify(summary)},
  "runs": ${list(runs)},
  "results": ${list(results)}
}
`;
}
