/** All static checks in one run: types, lint, format, Python. Every one runs, also after a failure. */
import { spawnSync } from 'node:child_process';

const CHECKS: readonly (readonly [name: string, command: string])[] = [
  ['types', 'tsc -p .'],
  ['types of the pages', 'tsc -p src/webview'],
  ['types of their tests', 'tsc -p test/webview'],
  ['lint', 'eslint .'],
  ['format', 'prettier --check --log-level warn .'],
  ['python types', 'pyright'],
];

const failed = CHECKS.filter(([name, command]) => {
  process.stdout.write(`${name}: ${command}\n`);
  return spawnSync(`npx --no-install ${command}`, { shell: true, stdio: 'inherit' }).status !== 0;
});
process.stdout.write(`${CHECKS.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
