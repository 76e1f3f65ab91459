/** code-server with the packaged extension: the workbench as a person has it, no test driver. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { lastWords, succeeded, type Processes } from '../process/processes.ts';
import { startServer, type Server } from '../process/server.ts';
import type { Installation } from './release.ts';

export interface CodeServerOptions {
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** Installs a VSIX into the folder of extensions, over an older one. */
export async function installExtension(
  processes: Processes,
  installation: Installation,
  vsix: string,
  extensionsDir: string,
): Promise<void> {
  mkdirSync(extensionsDir, { recursive: true });
  const outcome = await processes.run(
    installation.node,
    [
      installation.serverMain,
      ...['--install-extension', vsix, '--force'],
      ...['--extensions-dir', extensionsDir, '--server-data-dir', join(extensionsDir, '.server')],
    ],
    { timeoutMs: 120_000 },
  );
  if (succeeded(outcome) && !/Failed Installing/i.test(lastWords(outcome, 100))) return;
  throw new UserError(`VS Code did not install ${vsix}:\n${lastWords(outcome)}`);
}

export async function startCodeServer(
  processes: Processes,
  installation: Installation,
  { userDataDir, extensionsDir, port, env, onLine }: CodeServerOptions,
): Promise<Server> {
  mkdirSync(userDataDir, { recursive: true });
  const config = join(userDataDir, 'code-server.yaml');
  writeFileSync(config, 'auth: none\n');
  // A socket's path has a short limit, which a deep project folder would exceed.
  const sockets = mkdtempSync(join(tmpdir(), 'tensor-drills-'));
  const tidy = (): void => rmSync(sockets, { recursive: true, force: true });
  process.once('exit', tidy);
  const server = await startServer(processes, {
    name: 'code-server',
    command: installation.node,
    args: [
      installation.codeServer,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', config],
      ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
      ...['--session-socket', join(sockets, 'code-server.sock')],
      '--ignore-last-opened',
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-workspace-trust',
      '--disable-getting-started-override',
    ],
    env,
    cwd: userDataDir,
    ...(onLine === undefined ? {} : { onLine }),
    portIn: (line) =>
      Number(/listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? 0) || null,
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      process.off('exit', tidy);
      tidy();
    },
  };
}
