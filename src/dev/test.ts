/** `npm test`: builds, then runs every suite, all of them also after a failure; ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

interface Totals {
  readonly passed: number;
  readonly failed: number;
}

function run(command: string): { readonly ok: boolean; readonly output: string } {
  process.stdout.write(`\n$ ${command}\n`);
  const result = spawnSync(command, { shell: true, encoding: 'utf8', maxBuffer: 1 << 28 });
  process.stdout.write(result.stdout + result.stderr);
  return { ok: result.status === 0, output: result.stdout };
}

/** The totals that a suite printed; one failure more when it ended badly without naming one. */
function totals(pattern: RegExp, { ok, output }: ReturnType<typeof run>): Totals {
  const found = pattern.exec(stripVTControlCharacters(output));
  const failed = Number(found?.groups?.['failed'] ?? 0);
  const passed = Number(found?.groups?.['passed'] ?? 0);
  return { passed, failed: ok || failed > 0 ? failed : 1 };
}

const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
for (const [file, name] of [
  ['/usr/bin/chromium', 'chromium'],
  ['/usr/lib/python3/dist-packages/torch', 'python3-torch'],
] as const) {
  if (asRoot && !existsSync(file)) run(`apt-get update && apt-get install -y ${name}`);
}

const plain = /(?<passed>\d+) passed, (?<failed>\d+) failed\s*$/;
const results = [
  totals(/^()$/, run('npm run -s build')),
  totals(plain, run('npm run -s check')),
  totals(/Tests\s+(?:(?<failed>\d+) failed \| )?(?<passed>\d+) passed/, run('npx vitest run')),
  totals(plain, run('/usr/bin/python3 -B test/drills/corpus.py multi-head-attention')),
];
const sum = results.reduce((a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
}));
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
process.exitCode = sum.failed > 0 ? 1 : 0;
