/** VS Code's own server, as tests use it: with the driver that lets a page say which tests to run. */
import { join } from 'node:path';
import { startServer, type Server } from '../process/server.ts';
import type { Processes } from '../process/processes.ts';
import type { Installation } from './release.ts';

export interface VSCodeServerOptions {
  /** A folder of its own for everything that this server writes. */
  readonly dataDir: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly env: NodeJS.ProcessEnv;
}

export function startVSCodeServer(
  processes: Processes,
  installation: Installation,
  { dataDir, userDataDir, extensionsDir, env }: VSCodeServerOptions,
): Promise<Server> {
  return startServer(processes, {
    name: "VS Code's server",
    command: installation.node,
    args: [
      installation.serverMain,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      '--accept-server-license-terms',
      // Without it a built workbench ignores the payload in its address.
      '--enable-smoke-test-driver',
      '--disable-workspace-trust',
      ...['--telemetry-level', 'off'],
      ...['--server-data-dir', dataDir, '--user-data-dir', userDataDir],
      ...['--extensions-dir', extensionsDir],
    ],
    env: { ...env, EXTENSIONS_GALLERY: NO_GALLERY },
    cwd: join(dataDir),
    portIn: (line) =>
      Number(/Extension host agent listening on (\d+)/.exec(line)?.[1] ?? 0) || null,
  });
}

/** An address that answers nothing, so that tests do not depend on the extension gallery. */
export const NO_GALLERY = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });
