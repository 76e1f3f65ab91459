/** Makes a virtual environment with torch in it, for people whose Pythons have none. */
import type { InstallOutcome } from '../../core/ports.ts';
import { run, succeeded, type RunOutcome } from '../process/run.ts';
import { probe } from './find.ts';
import { pythonOf } from './locations.ts';

/** What it takes, to be said before anything is downloaded. */
export const INSTALL_SIZE = 'about 200 MB to download, 1 GB on disk';

/** Without the CUDA libraries torch is a tenth of the size. Elsewhere than on Linux PyPI's own wheels are CPU ones. */
const CPU_WHEELS = 'https://download.pytorch.org/whl/cpu';
/** torch warns when numpy is missing. */
const PACKAGES = ['torch', 'numpy'];
const VENV_MS = 120_000;
const INSTALL_MS = 3_600_000;

const NETWORK =
  /NewConnectionError|ConnectTimeoutError|Max retries exceeded|Name or service not known|name resolution|getaddrinfo failed|ProxyError|SSLError|ReadTimeout/;

export interface MakeOptions {
  /** Any Python 3.9 or newer. */
  readonly base: string;
  /** The environment's folder, made or completed. */
  readonly folder: string;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Never rejects. What an interrupted run began is completed by the next. */
export async function makeEnvironment(options: MakeOptions): Promise<InstallOutcome> {
  const { base, folder, onLine, signal } = options;
  onLine(`Creating a virtual environment in ${folder}`);
  const venv = await run(base, ['-m', 'venv', folder], { timeoutMs: VENV_MS, signal });
  if (venv.kind === 'cancelled') return venv;
  if (!succeeded(venv)) return { kind: 'failed', reason: venvSentence(base, venv) };
  const install = await installTorch(options);
  if (install.kind === 'cancelled') return install;
  if (!succeeded(install)) return { kind: 'failed', reason: pipSentence(install) };
  const made = await probe(pythonOf(folder));
  if ('torch' in made) return { kind: 'installed', interpreter: made };
  return {
    kind: 'failed',
    reason: `torch was installed, but ${made.path} ${made.why}. Delete ${folder} and try again.`,
  };
}

async function installTorch(options: MakeOptions): Promise<RunOutcome> {
  if (process.platform === 'linux') {
    const cpu = await pip(options, ['--retries', '0', '--index-url', CPU_WHEELS]);
    if (succeeded(cpu) || cpu.kind === 'cancelled') return cpu;
    options.onLine('Trying PyPI instead of the CPU index');
  }
  return pip(options, ['--retries', '1']);
}

async function pip(options: MakeOptions, more: readonly string[]): Promise<RunOutcome> {
  const { folder, onLine, signal } = options;
  const python = pythonOf(folder);
  const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--timeout', '20'];
  const bar = ['--progress-bar', (await tellsProgress(python)) ? 'raw' : 'off'];
  let line = 'Looking for torch';
  let told = 0;
  return run(python, [...install, ...bar, ...more, ...PACKAGES], {
    timeoutMs: INSTALL_MS,
    signal,
    onLine: (said) => {
      const bytes = /^Progress (\d+) of (\d+)/.exec(said);
      if (bytes) {
        const percent = Math.floor((100 * Number(bytes[1])) / Math.max(1, Number(bytes[2])));
        if (percent === told) return;
        told = percent;
        onLine(`${line}: ${percent} %`);
      } else if (/^\s*(Collecting|Downloading|Installing|Successfully|Using cached)/.test(said)) {
        line = said.trim().slice(0, 120);
        onLine(line);
      }
    },
  });
}

/** pip 24.1 and later can write its progress as plain lines. */
async function tellsProgress(python: string): Promise<boolean> {
  const outcome = await run(python, ['-m', 'pip', '--version'], { timeoutMs: 30_000 });
  const version = succeeded(outcome) ? /^pip (\d+)\.(\d+)/.exec(outcome.stdout) : null;
  return version !== null && Number(version[1]) + Number(version[2]) / 100 >= 24.01;
}

function venvSentence(base: string, outcome: RunOutcome): string {
  const said = words(outcome);
  if (said.includes('ensurepip') || said.includes('No module named venv')) {
    return `${base} cannot create virtual environments. Install its venv module (on Debian and Ubuntu, with \`sudo apt-get install python3-venv\`) and try again, or choose another Python.`;
  }
  if (said.includes('No space left')) return diskSentence();
  return `${base} could not create a virtual environment (${lastLine(said)}). Choose another Python, or another folder.`;
}

/** What pip's complaint means for people. */
export function pipSentence(outcome: RunOutcome): string {
  const said = words(outcome);
  if (outcome.kind === 'timed-out' || NETWORK.test(said)) {
    return 'The Python package index cannot be reached, so torch was not installed. Connect to the network, or set pip’s index or proxy, and try again.';
  }
  if (said.includes('No space left')) return diskSentence();
  if (said.includes('No matching distribution')) {
    return 'There is no torch for this Python. Install a Python version that PyTorch supports (see pytorch.org), and try again.';
  }
  const error = said.split('\n').findLast((one) => one.startsWith('ERROR:')) ?? lastLine(said);
  return `pip could not install torch (${error.replace(/^ERROR: /, '')}). Fix that and try again, or choose a Python that has torch.`;
}

function diskSentence(): string {
  return 'The disk is full, and torch needs about 1 GB. Free up some space and try again.';
}

function words(outcome: RunOutcome): string {
  if (outcome.kind === 'cannot-start') return outcome.reason;
  return outcome.kind === 'cancelled' ? '' : `${outcome.stdout}\n${outcome.stderr}`.trim();
}

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
