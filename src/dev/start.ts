/**
 * `npm start`: VS Code with the extension and a practice folder. Desktop VS Code where `code` is on the PATH, else (or
 * with `-- --browser`) VS Code in the browser, which brings itself.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../core/errors.ts';
import { PRACTICE_FOLDER } from '../core/stored.ts';
import { buildExtension, packExtension } from './package.ts';
import { ROOT, TOOLS } from './places.ts';
import { choosePort } from './process/port.ts';
import { Processes } from './process/processes.ts';
import { providePython } from './python/provide.ts';
import { main, say, timed } from './report.ts';
import { addressOf } from './workbench/address.ts';
import { installExtension, startCodeServer } from './workbench/code-server.ts';
import { findDesktop, openDesktop } from './workbench/desktop.ts';
import { installWorkbench } from './workbench/install.ts';
import { chosenRelease } from './workbench/release.ts';
import { QUIET, writeSettings } from './workbench/settings.ts';

const USAGE = `npm start [-- [--browser] [--port N] [FOLDER]]
  --browser   VS Code in the browser, even if desktop VS Code is installed
  --port N    its port on 127.0.0.1 (default: 8723, or a free one)
  FOLDER      the folder to practise in (default: .vscode-test/practice)`;

/** Kept from start to start, so that what the browser remembers of the address stays. */
const PORT = 8723;

interface StartArgs {
  readonly browser: boolean;
  readonly port: number | undefined;
  readonly folder: string;
  readonly help: boolean;
}

function readArgs(args: readonly string[]): StartArgs {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (positionals.length > 1) throw new Error('Name at most one folder.');
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new Error(`"${String(values.port)}" is not a port: give a number from 1 to 65535.`);
    }
    const [folder] = positionals;
    return {
      browser: values.browser || port !== undefined,
      port,
      folder: folder === undefined ? join(TOOLS, 'practice') : resolve(folder),
      help: values.help,
    };
  } catch (error) {
    throw new UserError(`${messageOf(error)}\n${USAGE}`);
  }
}

async function start(args: StartArgs): Promise<number> {
  const processes = new Processes();
  processes.endWithUs();
  const desktop = args.browser ? null : findDesktop();
  // Asked first: better to hear of a taken port now than after minutes of installing.
  const port = desktop === null ? await choosePort(args.port, PORT) : 0;
  const python = await providePython(processes, say);
  say(`Python ${python.python} with torch ${python.torch} (${python.path})`);
  // A practice folder activates the extension, which shows a new user where to begin.
  mkdirSync(join(args.folder, PRACTICE_FOLDER), { recursive: true });
  const env = { ...process.env, TENSOR_DRILLS_PYTHON: python.path };
  const settings = { ...QUIET, 'tensorDrills.python': python.path };

  if (desktop !== null) {
    await timed(say, 'Building the extension', () => buildExtension(processes));
    const userDataDir = join(TOOLS, 'desktop-data');
    writeSettings(userDataDir, settings);
    say(`Opening ${args.folder} in ${desktop}; close the window or press Ctrl+C to end.`);
    return openDesktop(processes, {
      code: desktop,
      extensionDevelopmentPath: ROOT,
      folder: args.folder,
      userDataDir,
      env,
    });
  }

  const installation = await installWorkbench(chosenRelease(), processes, say);
  const vsix = await timed(say, 'Building the extension', async () => {
    await buildExtension(processes);
    return packExtension(processes);
  });
  const home = join(TOOLS, 'browser-data');
  const extensionsDir = join(home, 'extensions');
  await timed(say, 'Installing it in VS Code', () =>
    installExtension(processes, installation, vsix, extensionsDir),
  );
  writeSettings(home, settings);
  const options = { userDataDir: home, extensionsDir, port, env };
  const server = await startCodeServer(processes, installation, options);
  say(`\nTensor Drills is ready: ${addressOf(server.url, args.folder)}`);
  say('Press Ctrl+C to end.');
  await server.ended;
  throw new UserError(`VS Code stopped unexpectedly: run npm start again.\n${server.lastWords()}`);
}

await main(async () => {
  const args = readArgs(process.argv.slice(2));
  if (!args.help) return start(args);
  say(USAGE);
  return 0;
});
