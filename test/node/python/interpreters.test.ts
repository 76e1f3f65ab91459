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
import { devNull, homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  activeEnvironments,
  environmentsIn,
  programFor,
  pythonsOnPath,
} from '../../../src/node/python/locations.ts';
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
  `echo 'tensor-drills-python ${JSON.stringify({ path, python, torch })}'`;

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
        'is not a working Python (it ends with exit code 9)',
        'is not a working Python (it says: hello)',
        'is Python 3.8.10, which is older than 3.9',
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

  it('hears the answer of one that talks before and after it, and ends with a code', async () => {
    const noisy = script(
      'noisy',
      `echo hello; echo oops >&2; ${says('3.12.1', '2.9')}; yes bye | head -c 3000000; exit 3`,
    );
    expect(await new MachineInterpreters().find([noisy])).toMatchObject({ kind: 'found' });
  });

  it('is not misled by variables that change how Python runs', async () => {
    for (const [name, value] of [
      ['PYTHONWARNINGS', 'error'],
      ['PYTHONOPTIMIZE', '2'],
      ['PYTHONVERBOSE', '1'],
      ['PYTHONINSPECT', '1'],
    ] as const) {
      vi.stubEnv(name, value);
      expect(await new MachineInterpreters().find([python]), name).toMatchObject({ kind: 'found' });
    }
  });

  it('quotes what Python itself says of a variable or a file in its way', async () => {
    vi.stubEnv('PYTHONHOME', '/nowhere');
    const found = await new MachineInterpreters().find([python]);
    vi.stubEnv('PYTHONHOME', undefined);
    const shadow = mkdtempSync(join(folder, 'shadow-'));
    writeFileSync(join(shadow, 'json.py'), 'notes = "of mine"\n');
    vi.stubEnv('PYTHONPATH', shadow);
    const shadowed = await new MachineInterpreters().find([python]);
    const why = [found, shadowed].map((one) => (one.kind === 'none' ? one.tried[0]?.why : ''));
    expect(why[0]).toMatch(/\(it says: .*error.*; PYTHONHOME is \/nowhere\)$/i);
    expect(why[1]).toContain(`${join(shadow, 'json.py')} stands in for Python's own json`);
  });

  it('looks in virtual environments and on the PATH', () => {
    const workspace = join(folder, 'workspace');
    mkdirSync(join(workspace, '.venv/bin'), { recursive: true });
    expect(environmentsIn([workspace])).toEqual([]);
    const inside = join(workspace, '.venv/bin/python');
    symlinkSync('/bin/sh', inside);
    expect(environmentsIn([workspace])).toEqual([inside]);
    expect(environmentsIn([join(workspace, 'deep/below')])).toEqual([inside]);
    const conda = { CONDA_PREFIX: join(workspace, '.venv') };
    expect(activeEnvironments(conda)).toEqual([inside]);
    expect(activeEnvironments({ VIRTUAL_ENV: join(folder, 'gone'), ...conda })).toEqual([inside]);
    const path = pythonsOnPath({ PATH: ['', join(workspace, '.venv/bin')].join(delimiter) });
    expect(path[0]).toBe(inside);
  });
});

describe.runIf(process.platform !== 'win32')('what somebody writes for a Python', () => {
  it.each([
    ['python3.12', 'python3.12'],
    ['/usr/bin/python3', '/usr/bin/python3'],
    ['~/py/bin/python', join(homedir(), 'py/bin/python')],
    ['${userHome}/py', join(homedir(), 'py')],
    ['${workspaceFolder}/env', '/work/space/env'],
    ['${env:MY_ENVS}/one/bin/python', '/envs/one/bin/python'],
    ['../sister/bin/python', '/work/sister/bin/python'],
    ['./.venv/bin/python', '/work/space/.venv/bin/python'],
    [' /usr/bin/python3 ', '/usr/bin/python3'],
    ['${unknown}/python', '/work/space/${unknown}/python'],
  ])('%s is %s', (written, program) => {
    const env = { MY_ENVS: '/envs' };
    expect(programFor(written, { folder: '/work/space', env })).toBe(program);
  });

  it('the folder of an environment is its interpreter, also by a name beside', () => {
    const workspace = join(folder, 'written');
    const inside = join(workspace, 'env/bin/python');
    mkdirSync(dirname(inside), { recursive: true });
    symlinkSync('/bin/sh', inside);
    writeFileSync(join(workspace, 'env/pyvenv.cfg'), '');
    const around = { folder: workspace, env: {} };
    for (const written of ['env', './env', 'env/', join(workspace, 'env')]) {
      expect(programFor(written, around), written).toBe(inside);
    }
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
