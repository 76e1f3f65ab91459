/** `npm run check`: all static checks. Every one runs, also after a failure. */
import { spawnSync } from 'node:child_process';
import { CHECKS } from './checks.ts';

const failed = CHECKS.filter(({ name, command }) => {
  process.stdout.write(`${name}: ${command}\n`);
  return spawnSync(`npx --no-install ${command}`, { shell: true, stdio: 'inherit' }).status !== 0;
});
process.stdout.write(`${CHECKS.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
