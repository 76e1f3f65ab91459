/** Brings a release of code-server into the cache: whole or not at all, once, and resumable. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { onceAtATime } from '../process/lock.ts';
import { npmInstall } from '../process/npm.ts';
import type { Processes } from '../process/processes.ts';
import { timed, type Say } from '../report.ts';
import { installationIn, nodePackage, type Installation, type Release } from './release.ts';

/** Written last; a folder without it is not a release. */
const MARKER = 'complete.json';

export async function installWorkbench(
  release: Release,
  processes: Processes,
  say: Say,
): Promise<Installation> {
  const { version, folder } = release;
  if (existsSync(join(folder, MARKER))) return installationIn(folder);
  return onceAtATime(
    `${folder}.lock`,
    (holder) =>
      say(`Waiting for process ${holder}, which is installing code-server ${version} ...`),
    async () => {
      if (!existsSync(join(folder, MARKER))) await install(release, processes, say);
      return installationIn(folder);
    },
  );
}

async function install(release: Release, processes: Processes, say: Say): Promise<void> {
  const { version, folder } = release;
  const partial = `${folder}.partial`;
  const server = join(partial, 'node_modules', 'code-server');
  mkdirSync(partial, { recursive: true });
  // Older releases depend on a version that has to be compiled.
  const overrides = { argon2: '^0.44.0' };
  writeFileSync(join(partial, 'package.json'), JSON.stringify({ private: true, overrides }));

  say(
    `Fetching VS Code from the npm registry into ${folder} (about 800 MB); this is needed only once`,
  );
  await timed(say, `  1/4 code-server ${version}`, () =>
    npmInstall(processes, partial, [`code-server@${version}`]),
  );
  const node = `${nodePackage()}@${neededNode(server)}`;
  await timed(say, `  2/4 ${node}`, () => npmInstall(processes, partial, [node]));
  const vscode = join(server, 'lib', 'vscode');
  await timed(say, '  3/4 what VS Code needs', () => npmInstall(processes, vscode));
  await timed(say, '  4/4 what its own extensions need', () =>
    npmInstall(processes, join(vscode, 'extensions')),
  );

  writeFileSync(join(partial, MARKER), JSON.stringify({ version, node }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}

/** The major version of Node that this release was built for. */
function neededNode(server: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(server, 'package.json'), 'utf8'));
  const engines = property(manifest, 'engines');
  const major = /\d+/.exec(String(property(engines, 'node')))?.[0];
  if (major !== undefined) return major;
  throw new UserError(`${server} does not say which Node it needs: choose another code-server.`);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
