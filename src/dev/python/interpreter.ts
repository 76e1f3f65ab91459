/** Finds Pythons that have torch. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { UserError } from '../../core/errors.ts';
import { succeeded, type Processes } from '../process/processes.ts';
import { ROOT, TOOLS } from '../places.ts';

export interface Interpreter {
  /** The absolute path. */
  readonly path: string;
  readonly python: string;
  /** Null when there is none, or it cannot be imported. */
  readonly torch: string | null;
}

/** The virtual environment that we make when nobody has a torch. */
export const VENV = join(TOOLS, 'python');

/** The system's own, where a newer one stands before it on the PATH. */
export const SYSTEM_PYTHON = '/usr/bin/python3';

const SAID = v.object({ path: v.string(), python: v.string(), torch: v.nullable(v.string()) });

const QUESTION = `
import json, platform, sys
try:
    import torch
    version = torch.__version__
except Exception:
    version = None
print(json.dumps({"path": sys.executable, "python": platform.python_version(), "torch": version}))
`;

/** Asks a program whether it is a Python 3.9 or newer and which torch it has. */
export async function probe(processes: Processes, program: string): Promise<Interpreter | null> {
  const outcome = await processes.run(program, ['-W', 'ignore', '-c', QUESTION], {
    timeoutMs: 120_000,
  });
  if (!succeeded(outcome) || outcome.kind !== 'finished') return null;
  try {
    const said = v.parse(SAID, JSON.parse(outcome.stdout.trim().split('\n').at(-1) ?? ''));
    const [major = 0, minor = 0] = said.python.split('.').map(Number);
    return major > 3 || (major === 3 && minor >= 9) ? said : null;
  } catch {
    return null;
  }
}

/** Where Pythons are looked for, in this order; TENSOR_DRILLS_PYTHON stands alone when it is set. */
export function candidates(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const asked = env['TENSOR_DRILLS_PYTHON'];
  if (asked !== undefined && asked !== '') return [asked];
  const onPath = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];
  const environments = [pythonOf(join(ROOT, '.venv')), pythonOf(VENV)];
  return [...environments.filter(existsSync), ...onPath, ...[SYSTEM_PYTHON].filter(existsSync)];
}

/** The first that has a torch which is wanted, or null. */
export async function findTorch(
  processes: Processes,
  wanted: (version: string) => boolean = () => true,
): Promise<Interpreter | null> {
  for (const program of candidates()) {
    const found = await probe(processes, program);
    if (found?.torch != null && wanted(found.torch)) return found;
  }
  return null;
}

/** The first Python at all, to make a virtual environment with. */
export async function findPython(processes: Processes): Promise<Interpreter> {
  for (const program of candidates()) {
    const found = await probe(processes, program);
    if (found !== null) return found;
  }
  throw new UserError(
    'No Python 3.9 or newer found: install one (python.org, or on Debian `sudo apt-get install python3 python3-venv`), or set TENSOR_DRILLS_PYTHON to its path, and run the command again.',
  );
}

export function pythonOf(venv: string): string {
  return process.platform === 'win32'
    ? join(venv, 'Scripts', 'python.exe')
    : join(venv, 'bin', 'python');
}
