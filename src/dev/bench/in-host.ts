/** Benchmarks in a real extension host: activation beside an empty extension, and save to verdict. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { mistakeProgram } from '../mistake-program.ts';
import { ROOT, TOOLS } from '../places.ts';
import type { Interpreter } from '../../core/ports.ts';
import { writeBrowserHost } from '../workbench/executable.ts';
import { QUIET, writeSettings } from '../workbench/settings.ts';
import type { HostFigures } from './host-module.ts';
import { median, rounded, type BenchRow } from './row.ts';

const OURS = 'tensor-drills.tensor-drills';
const EMPTY = 'tensor-drills.empty';

const HOSTS = 5;
const ROUNDS = 12;
const BUNDLE = join(TOOLS, 'bench', 'host-module.cjs');
const DRILL = join(ROOT, 'drills/coding/multi-head-attention');

/** The programs that are checked: one that passes, one whose mistake is named, one that is wrong in no known way. */
function programs(): Record<string, string> {
  const read = (path: string): string => readFileSync(join(DRILL, path), 'utf8');
  const solution = read('solution.py');
  const mark = '# Tensor Drills: multi-head-attention\n';
  return {
    pass: mark + solution,
    'named mistake': mark + mistakeProgram('multi-head-attention', 'scale-missing'),
    'unknown mistake':
      mark + solution.replace(/return self\.out_proj\((.+)\)/, 'return self.out_proj($1).sin()'),
  };
}

export async function benchInHost(python: Interpreter, coldMs: number): Promise<BenchRow[]> {
  await build({
    entryPoints: [join(ROOT, 'src/dev/bench/host-module.ts')],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  const ours: HostFigures[] = [];
  const empties: HostFigures[] = [];
  // One host each, in turns: what the machine does beside meets both.
  for (let host = 0; host < HOSTS; host += 1) {
    ours.push(await measure(python, OURS, host === 0 ? ROUNDS : 0));
    empties.push(await measure(python, EMPTY, 0));
  }
  const own = median(ours.map((run) => run.activation));
  const empty = median(empties.map((run) => run.activation));
  const checks = ours[0]?.checks ?? {};
  const verdict = (kind: string, goal: number): BenchRow => ({
    name: `save to verdict, ${kind} (median of ${ROUNDS})`,
    value: rounded(median(checks[kind] ?? [])),
    unit: 'ms',
    goal,
  });
  return [
    { name: 'activation, empty extension', value: rounded(empty, 2), unit: 'ms', goal: null },
    { name: 'activation, ours', value: rounded(own, 2), unit: 'ms', goal: rounded(empty + 10, 2) },
    { name: 'activation, ours / empty', value: rounded(own / empty, 2), unit: 'times', goal: 2 },
    verdict('pass', 60),
    verdict('named mistake', 120),
    verdict('unknown mistake', 500),
    {
      name: 'cold python that imports torch and asserts / save to verdict, pass',
      value: rounded(coldMs / median(checks['pass'] ?? [])),
      unit: 'times',
      goal: 20,
      atLeast: true,
    },
  ];
}

async function measure(
  python: Interpreter,
  extension: string,
  rounds: number,
): Promise<HostFigures> {
  const home = mkdtempSync(join(tmpdir(), 'tensor-drills-bench-'));
  const report = join(home, 'report.json');
  const empty = join(home, 'empty');
  writeEmptyExtension(empty);
  mkdirSync(join(home, 'practice'));
  writeSettings(join(home, 'data'), {
    ...QUIET,
    'tensorDrills.python': python.path,
    'tensorDrills.check.onSave': false,
  });
  try {
    await runTests({
      vscodeExecutablePath: writeBrowserHost(),
      extensionDevelopmentPath: extension === OURS ? ROOT : empty,
      extensionTestsPath: BUNDLE,
      extensionTestsEnv: {
        BENCH_REPORT: report,
        BENCH_JOB: JSON.stringify({ extension, programs: programs(), rounds }),
      },
      launchArgs: [
        join(home, 'practice'),
        `--user-data-dir=${join(home, 'data')}`,
        `--extensions-dir=${join(home, 'extensions')}`,
      ],
    });
    return JSON.parse(readFileSync(report, 'utf8')) as HostFigures;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
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
