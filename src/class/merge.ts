/** Reports joined to one: in any order, any number of times, the same. */
import type { ClassReport, Entry, Run } from '../protocol/class-report.ts';

export function merged(reports: readonly ClassReport[]): ClassReport {
  const runs = new Map<string, Run>();
  const results = new Map<string, Entry>();
  for (const report of reports) {
    for (const run of report.runs) runs.set(canonical(run), run);
    for (const entry of report.results) {
      const key = JSON.stringify([entry.drill, entry.submission]);
      const known = results.get(key);
      if (known === undefined || rank(entry) > rank(known)) results.set(key, entry);
    }
  }
  return {
    runs: sortedBy(runs.values(), canonical),
    results: sortedBy(results.values(), ({ drill, submission }) =>
      JSON.stringify([drill, submission]),
    ),
  };
}

/** What does not fit together or is not there, a sentence each. */
export function gaps({ runs, results }: ClassReport): readonly string[] {
  const said: string[] = [];
  for (const drill of [...new Set(runs.map((run) => run.drill))].sort()) {
    const all = runs.filter((run) => run.drill === drill);
    const graded = results.filter((one) => one.drill === drill).length;
    const listed = Math.max(...all.map((run) => run.submissions));
    for (const of of new Set(all.map(({ shard }) => shard.of))) {
      const there = new Set(
        all.filter(({ shard }) => shard.of === of).map(({ shard }) => shard.index),
      );
      const missing = Array.from({ length: of }, (_, at) => at + 1).filter((i) => !there.has(i));
      if (missing.length > 0)
        said.push(`${drill}: the report for shard ${ranges(missing)} of ${of} is missing.`);
    }
    if (new Set(all.map((run) => run.listing)).size > 1)
      said.push(
        `${drill}: the shards saw different submissions, so grade them all from the same folder.`,
      );
    if (new Set(all.map((run) => run.grader)).size > 1)
      said.push(`${drill}: the shards were graded by different versions of Tensor Drills.`);
    if (new Set(all.map((run) => run.torch)).size > 1)
      said.push(`${drill}: the shards were graded under different versions of torch.`);
    if (graded < listed) said.push(`${drill}: ${graded} of ${listed} submissions have a result.`);
  }
  return said;
}

/** Later beats earlier and any verdict beats none; what is left is decided somehow, but always the same way. */
function rank(entry: Entry): string {
  return `${entry.outcome === 'cannot-start' ? 0 : 1} ${entry.gradedAt} ${canonical(entry)}`;
}

function sortedBy<T>(values: Iterable<T>, key: (value: T) => string): readonly T[] {
  return [...values]
    .map((value) => ({ value, key: key(value) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ value }) => value);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** 1, 2, 3, 7 as `1-3, 7`. */
function ranges(sorted: readonly number[]): string {
  const groups: [number, number][] = [];
  for (const one of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && last[1] === one - 1) last[1] = one;
    else groups.push([one, one]);
  }
  return groups.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
