/** Makes the browser host a program on disk, which `vscodeExecutablePath` can name. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, TOOLS } from '../places.ts';

/** Returns the program's path. */
export function writeBrowserHost(): string {
  // As a module of one process, which so sees when its parent has gone.
  const tsx = pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs')).href;
  const host = join(ROOT, 'src', 'dev', 'workbench', 'browser-host.ts');
  mkdirSync(TOOLS, { recursive: true });
  if (process.platform === 'win32') {
    const program = join(TOOLS, 'browser-host.cmd');
    writeFileSync(program, `@"${process.execPath}" --import "${tsx}" "${host}" %*\r\n`);
    return program;
  }
  const program = join(TOOLS, 'browser-host');
  // If another run is just starting the existing file, it cannot be written to, but it can be replaced.
  const mine = `${program}.${process.pid}`;
  const text = `#!/bin/sh\nexec "${process.execPath}" --import "${tsx}" "${host}" "$@"\n`;
  writeFileSync(mine, text, { mode: 0o755 });
  renameSync(mine, program);
  return program;
}
