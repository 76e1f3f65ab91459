import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { environmentsIn, pythonsOnPath } from '../../../src/node/python/locations.ts';
import { pipSentence } from '../../../src/node/python/install.ts';
import { describeTried, MachineInterpreters } from '../../../src/node/python/interpreters.ts';
import { testPython } from '../../python.ts';

const python = testPython();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'python-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

const says = (python: string, torch: string | null, path = '/some/python') =>
  `echo '${JSON.stringify({ path, python, torch })}'`;

describe.runIf(process.platform !== 'win32')('the Pythons of this machine', () => {
  it('finds the first that has torch, and its version', async () => {
    const found = await new MachineInterpreters().find([join(folder, 'none'), python, '/no/more']);
    expect(found).toMatchObject({
      kind: 'found',
      interpreter: {
        path: expect.stringContaining('python') as string,
        python: expect.stringMatching(/^3\./) as string,
        torch: expect.stringMatching(/^\d+\.\d+/) as string,
      },
    });
  });

  it('says of each why it will not do', async () => {
    const programs = [
      join(folder, 'not-there'),
      folder,
      script('fails', 'exit 9'),
      script('talks', 'echo hello'),
      script('old', says('3.8.10', '1.13')),
      script('bare', says('3.12.1', null)),
    ];
    const found = await new MachineInterpreters().find([...programs, ...programs]);
    expect(found).toEqual({
      kind: 'none',
      tried: [
        'does not exist',
        'is not a program',
        'is not a working Python',
        'is not a working Python',
        'is Python 3.8.10, older than 3.9',
        'has no torch',
      ].map((why, at) => ({ path: programs[at], why })),
    });
    if (found.kind === 'none') expect(describeTried(found.tried)).toContain('bare has no torch.');
  });

  it('asks again what had no torch, and not what has', async () => {
    const count = join(folder, 'count');
    const program = script('changing', `echo x >> '${count}'; ${says('3.12.1', null)}`);
    const interpreters = new MachineInterpreters();
    expect(await interpreters.find([program])).toMatchObject({ kind: 'none' });
    script('changing', `echo x >> '${count}'; ${says('3.12.1', '2.9', program)}`);
    for (let time = 0; time < 3; time += 1) {
      expect(await interpreters.find([program])).toMatchObject({ kind: 'found' });
    }
    expect(spawnSync('cat', [count]).stdout.toString()).toBe('x\nx\n');
  });

  it('reads no torch.py of the folder that it is started in', async () => {
    const bare = script('in-folder', `cd '${folder}'; exec /usr/bin/env python3 -S "$@"`);
    writeFileSync(join(folder, 'torch.py'), 'raise SystemExit("imported")\n');
    const found = await new MachineInterpreters().find([bare]);
    rmSync(join(folder, 'torch.py'));
    expect(found).toMatchObject({ kind: 'none', tried: [{ why: 'has no torch' }] });
  });

  it('looks in virtual environments and on the PATH', () => {
    const workspace = join(folder, 'workspace');
    mkdirSync(join(workspace, '.venv/bin'), { recursive: true });
    expect(environmentsIn([workspace])).toEqual([]);
    const inside = join(workspace, '.venv/bin/python');
    symlinkSync('/bin/sh', inside);
    expect(environmentsIn([workspace])).toEqual([inside]);
    const path = pythonsOnPath({ PATH: ['', join(workspace, '.venv/bin')].join(delimiter) });
    expect(path[0]).toBe(inside);
  });
});

describe.runIf(process.platform !== 'win32')('making a virtual environment', () => {
  /** Wheels that pip installs without a network. */
  function wheels(names: readonly string[]): string {
    const made = mkdtempSync(join(folder, 'wheels-'));
    const source = `
import sys, zipfile
for name in sys.argv[2:]:
    info = f"{name}-9.9.dist-info"
    with zipfile.ZipFile(f"{sys.argv[1]}/{name}-9.9-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}/__init__.py", "")
        wheel.writestr(f"{name}/version.py", "__version__ = '9.9'\\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 9.9\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/RECORD", "")
`;
    const { status, stderr } = spawnSync('python3', ['-c', source, made, ...names]);
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
    return made;
  }

  it('installs torch, tells how far it is, and the outcome can be used', async (context) => {
    const target = join(folder, 'made');
    context.skip(
      spawnSync('python3', ['-c', 'import venv, ensurepip']).status !== 0,
      'this Python has no venv module',
    );
    // Whatever this machine's pip is told otherwise.
    vi.stubEnv('PIP_CONFIG_FILE', devNull);
    vi.stubEnv('PIP_CONSTRAINT', '');
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', wheels(['torch', 'numpy']));
    const lines: string[] = [];
    const interpreters = new MachineInterpreters();
    const never = new AbortController().signal;
    const outcome = await interpreters.install(target, (line) => lines.push(line), never);
    expect(outcome, JSON.stringify(outcome)).toMatchObject({
      kind: 'installed',
      interpreter: { torch: '9.9' },
    });
    expect(lines[0]).toContain(target);
    expect(lines.at(-1)).toMatch(/^Successfully installed .*torch-9\.9/);
    expect(await interpreters.find(environmentsIn([target]))).toMatchObject({ kind: 'none' });
    expect(await interpreters.find([join(target, 'bin/python')])).toMatchObject({ kind: 'found' });
  });

  it('is cancelled at once', async () => {
    const stop = new AbortController();
    const target = join(folder, 'cancelled');
    const outcome = await new MachineInterpreters().install(
      target,
      () => stop.abort(),
      stop.signal,
    );
    expect(outcome).toEqual({ kind: 'cancelled' });
    expect(existsSync(join(target, 'lib/torch'))).toBe(false);
  });

  it.each([
    ['Max retries exceeded with url', 'index cannot be reached'],
    ['OSError: [Errno 28] No space left on device', 'disk is full'],
    ['ERROR: No matching distribution found for torch', 'no torch for this Python'],
    ['x\nERROR: Something odd\ny', 'could not install torch (Something odd)'],
  ])('says what to do about: %s', (stderr, sentence) => {
    expect(pipSentence({ kind: 'finished', code: 1, stdout: '', stderr })).toContain(sentence);
  });
});
