/** Sees to the Pythons that the product and its tests need. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../../core/errors.ts';
import type { Interpreter } from '../../core/ports.ts';
import { probe } from '../../node/python/find.ts';
import { aptInstall } from '../process/debian.ts';
import type { Processes } from '../process/processes.ts';
import type { Say } from '../report.ts';
import { findTorch, SYSTEM_PYTHON } from './interpreter.ts';
import { provideVenv } from './venv.ts';

/** A Python with torch: the first found, else one that we make. */
export async function providePython(processes: Processes, say: Say): Promise<Interpreter> {
  const first = await findTorch();
  if (first !== null) return first;
  const asked = process.env['TENSOR_DRILLS_PYTHON'];
  if (asked !== undefined && asked !== '') {
    const found = await probe(asked);
    throw new UserError(
      'base' in found && found.base !== null
        ? `TENSOR_DRILLS_PYTHON is ${asked}, which has no torch: run \`${asked} -m pip install torch\`, or unset the variable to have a Python set up for you.`
        : `TENSOR_DRILLS_PYTHON is ${asked}, which is not Python 3.9 or newer: correct the variable, or unset it to have a Python found or set up for you.`,
    );
  }
  try {
    return await provideVenv(processes, say);
  } catch (error) {
    // Debian's own is older, but good enough to practise with.
    if (!(error instanceof UserError)) throw error;
    if ((await aptInstall('python3-torch', processes, say)) !== null) throw error;
    const installed = await probe(SYSTEM_PYTHON);
    if (!('torch' in installed)) throw error;
    return installed;
  }
}

/** The torch versions that the tests cover: the oldest that we support, and a current one. */
export interface TestPythons {
  readonly interpreters: readonly Interpreter[];
  /** One sentence for each version that is not to be had here. */
  readonly missing: readonly string[];
}

export async function provideTestPythons(processes: Processes, say: Say): Promise<TestPythons> {
  const interpreters: Interpreter[] = [];
  const missing: string[] = [];
  for (const provide of [currentTorch, oldTorch]) {
    try {
      interpreters.push(await provide(processes, say));
    } catch (error) {
      missing.push(messageOf(error));
    }
  }
  return { interpreters, missing };
}

async function currentTorch(processes: Processes, say: Say): Promise<Interpreter> {
  const wanted = (torch: string) => Number.parseInt(torch, 10) >= 2;
  return (await findTorch(wanted)) ?? provideVenv(processes, say);
}

async function oldTorch(processes: Processes, say: Say): Promise<Interpreter> {
  const wanted = (torch: string) => torch.startsWith('1.13');
  const found = await findTorch(wanted);
  if (found !== null) return found;
  if (isDebian12()) {
    await aptInstall('python3-torch', processes, say);
    const installed = await probe(SYSTEM_PYTHON);
    if ('torch' in installed && wanted(installed.torch)) return installed;
  }
  throw new UserError(
    'No Python with torch 1.13 was found (Debian 12 has one: `sudo apt-get install python3-torch`).',
  );
}

/** Debian 12 is the one whose python3-torch is a 1.13. */
function isDebian12(): boolean {
  try {
    const release = readFileSync('/etc/os-release', 'utf8');
    return /^ID=debian$/m.test(release) && /^VERSION_ID="12"$/m.test(release);
  } catch {
    return false;
  }
}
