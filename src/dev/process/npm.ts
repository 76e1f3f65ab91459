/** Runs npm, and says in one sentence what went wrong when it fails. */
import { UserError } from '../../core/errors.ts';
import { lastWords, succeeded, type Outcome, type Processes } from './processes.ts';

const NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|E50[0-9])\b/;

/** Installs into a folder with a package.json; packages' own scripts do not run. */
export async function npmInstall(
  processes: Processes,
  folder: string,
  packages: readonly string[] = [],
): Promise<void> {
  const [command, ...first] = npmCommand();
  const outcome = await processes.run(
    command,
    [
      ...first,
      'install',
      '--prefix',
      folder,
      '--omit=dev',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ...packages,
    ],
    { cwd: folder, env: withoutOurProject(process.env), timeoutMs: 1_200_000 },
  );
  if (!succeeded(outcome)) throw new UserError(sentence(outcome, packages));
}

/** The npm that runs us, else the one on the PATH. */
function npmCommand(): [command: string, ...args: string[]] {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('npm-cli.js') === true) return [process.execPath, running];
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/c', 'npm.cmd'] : ['npm'];
}

/** `npm run` tells its children about our project; an npm that installs elsewhere must not hear it. */
function withoutOurProject(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^npm_(package_|lifecycle_|config_(local_)?prefix$)/.test(name),
    ),
  );
}

export function sentence(outcome: Outcome, packages: readonly string[]): string {
  const what = packages.length > 0 ? packages.join(' and ') : 'the packages';
  if (outcome.kind === 'cannot-start') {
    return `npm could not be started (${outcome.reason}): install Node.js with npm and run the command again.`;
  }
  const said = lastWords(outcome, 40);
  if (outcome.kind === 'timed-out' || NETWORK.test(said)) {
    return `The npm registry cannot be reached to get ${what}: connect to the network (or set npm's registry or proxy) and run the command again; what was downloaded is kept.`;
  }
  if (said.includes('ENOSPC')) {
    return `The disk is full: about 1 GB is needed for ${what}. Free some space and run the command again.`;
  }
  const reason = said.split('\n').find((line) => /^npm error (?!code|A complete log)/.test(line));
  return `npm could not install ${what}: ${(reason ?? said).replace(/^npm error /, '')}`;
}
