/** Runs inside the extension host: measures there, and writes what it found where BENCH_REPORT says. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

const DRILL = 'multi-head-attention';
/** Milliseconds. */
const CALM = 3000;

/** Milliseconds. */
export interface HostFigures {
  readonly activation: number;
  /** Save to verdict by kind of program, with a spare process ready. */
  readonly checks: Readonly<Record<string, readonly number[]>>;
}

interface Job {
  /** The extension whose activation is measured. */
  readonly extension: string;
  /** Programs by kind, and how often each is checked. */
  readonly programs: Readonly<Record<string, string>>;
  readonly rounds: number;
}

export async function run(): Promise<void> {
  const job = JSON.parse(process.env['BENCH_JOB'] ?? '{}') as Job;
  const figures: HostFigures = {
    activation: await activation(job.extension),
    checks: job.rounds > 0 ? await checks(job) : {},
  };
  writeFileSync(process.env['BENCH_REPORT'] ?? '', JSON.stringify(figures));
}

async function activation(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not installed`);
  if (extension.isActive) throw new Error(`${id} was active before it was measured`);
  // The workbench around it is still starting, and would be measured with it.
  await sleep(CALM);
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

async function checks({ programs, rounds }: Job): Promise<Record<string, number[]>> {
  await vscode.commands.executeCommand('tensorDrills.startCodingDrill', DRILL);
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error('The drill did not open.');
  const figures: Record<string, number[]> = {};
  for (const [kind, program] of Object.entries(programs)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
      // A new comment each time, so that there is something to save.
      await editor.edit((edit) => edit.replace(all, `${program}\n# round ${round}\n`));
      // The next spare is being made ready, as it is while a person types.
      await sleep(2500);
      const start = performance.now();
      await vscode.commands.executeCommand('tensorDrills.checkDrill', DRILL);
      times.push(performance.now() - start);
    }
    figures[kind] = times;
  }
  return figures;
}
