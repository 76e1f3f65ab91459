/** Activation beside that of an empty extension, in the same run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interpreter } from '../../core/ports.ts';
import { ROOT } from '../places.ts';
import { runInHost } from './host/run.ts';
import { paired, SAMPLES, sampled, type BenchRow } from './row.ts';

const OURS = 'tensor-drills.tensor-drills';
const EMPTY = 'tensor-drills.empty';

export async function benchActivation(python: Interpreter): Promise<BenchRow[]> {
  const empty = mkdtempSync(join(tmpdir(), 'tensor-drills-empty-'));
  writeEmptyExtension(empty);
  const activation = (id: string, extension: string): Promise<number> =>
    runInHost('activation', () => ({ id }), { python, extension });
  const ours: number[] = [];
  const empties: number[] = [];
  try {
    // One host at a time, in turns, so that other load on the machine affects both alike.
    for (let host = 0; host < SAMPLES; host += 1) {
      ours.push(await activation(OURS, ROOT));
      empties.push(await activation(EMPTY, empty));
    }
  } finally {
    rmSync(empty, { recursive: true });
  }
  const more = paired(ours, empties, (own, other) => own - other);
  const times = paired(ours, empties, (own, other) => own / other);
  return [
    sampled('activation, empty extension', empties, { digits: 2 }),
    sampled('activation, ours', ours, { digits: 2 }),
    sampled('activation, ours - empty', more, { digits: 2, goal: 8 }),
    sampled('activation, ours / empty', times, { digits: 2, unit: 'times', goal: 2 }),
  ];
}

/** The least that VS Code takes for an extension. */
function writeEmptyExtension(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'empty',
    publisher: 'tensor-drills',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './main.js',
    activationEvents: [],
    contributes: { commands: [{ command: 'tensorDrillsEmpty.nothing', title: 'Nothing' }] },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.js'), 'exports.activate = () => {};\n');
}
