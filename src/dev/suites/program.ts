/** Suites that are programs of their own and say what they counted. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../../core/errors.ts';
import { ROOT } from '../places.ts';
import { succeeded, type Outcome } from '../process/processes.ts';
import type { Tools, Totals } from './suite.ts';

/** Runs a program from the project's folder and shows what it says. */
export function show(
  { processes, say }: Tools,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return processes.run(command, args, {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', ...env },
    timeoutMs: 1_800_000,
    onLine: say,
  });
}

/** The module of a package's command line tool, to be run by our Node on every platform. */
export function tool(...path: readonly string[]): string {
  return join(ROOT, 'node_modules', ...path);
}

/**
 * Totals as the program counted them. One that failed without a failed test, or did not end by itself, has failed all
 * the same.
 */
export function judged(outcome: Outcome, totals: Totals | null): Totals {
  if (outcome.kind === 'cannot-start') throw new UserError(outcome.reason);
  if (outcome.kind === 'timed-out') throw new UserError(`No end after ${outcome.seconds} s.`);
  if (totals === null) throw new UserError(`It ended with ${outcome.code} and without totals.`);
  if (succeeded(outcome) || totals.failed > 0) return totals;
  const remark = `It ended with ${outcome.code} although no test failed.`;
  return { ...totals, failed: 1, remarks: [...totals.remarks, remark] };
}

/** Lends a file for a report; gives back what was written there, read with the schema, or null. */
export async function withReport<S extends v.GenericSchema>(
  schema: S,
  work: (file: string) => Promise<Outcome>,
): Promise<{ readonly outcome: Outcome; readonly report: v.InferOutput<S> | null }> {
  const folder = mkdtempSync(join(tmpdir(), 'tensor-drills-report-'));
  const file = join(folder, 'report.json');
  try {
    const outcome = await work(file);
    return { outcome, report: read(file, schema) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> | null {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
