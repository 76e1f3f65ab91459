/** Runs inside the extension host: does the work that BENCH_JOB describes and writes its figures to the file BENCH_REPORT. */
import { writeFileSync } from 'node:fs';
import { activation } from './activation.ts';
import { checks, firstCheck } from './checks.ts';
import { packSaves } from './pack-saves.ts';
import { session } from './session.ts';

const WORKS = { activation, checks, firstCheck, packSaves, session };
export type Works = typeof WORKS;

interface Job {
  readonly work: keyof Works;
  readonly input: never;
}

export async function run(): Promise<void> {
  const { work, input } = JSON.parse(process.env['BENCH_JOB'] ?? '{}') as Job;
  const found = await WORKS[work](input);
  writeFileSync(process.env['BENCH_REPORT'] ?? '', JSON.stringify(found));
}
