/** A virtual environment with torch in `.vscode-test/`, for machines where no Python has one. */
import { UserError } from '../../core/errors.ts';
import { aptInstall } from '../process/debian.ts';
import { onceAtATime } from '../process/lock.ts';
import { lastWords, succeeded, type Outcome, type Processes } from '../process/processes.ts';
import { timed, type Say } from '../report.ts';
import { findPython, probe, pythonOf, VENV, type Interpreter } from './interpreter.ts';

/** Without the CUDA libraries it is a tenth of the size. Elsewhere PyPI's own wheels are CPU ones. */
const CPU_WHEELS = 'https://download.pytorch.org/whl/cpu';

/** What torch says nothing against; numpy silences its warning. */
const PACKAGES = ['torch', 'numpy'];

const NETWORK =
  /NewConnectionError|ConnectTimeoutError|Max retries exceeded|Name or service not known|name resolution|getaddrinfo failed|ProxyError|SSLError|ReadTimeout/;

/** Makes it, or completes what an interrupted run began; torch that can be imported is the proof. */
export function provideVenv(processes: Processes, say: Say): Promise<Interpreter> {
  return onceAtATime(
    `${VENV}.lock`,
    (holder) => say(`Waiting for process ${holder}, which installs torch ...`),
    async () => {
      const there = await probe(processes, pythonOf(VENV));
      if (there?.torch != null) return there;
      const base = await findPython(processes);
      say(`torch goes into ${VENV}, once: about 1 GB`);
      await createVenv(processes, say, base);
      await timed(say, '  pip install torch', () => installTorch(processes, say));
      const made = await probe(processes, pythonOf(VENV));
      if (made?.torch != null) return made;
      throw new UserError(
        `torch was installed but cannot be imported: delete ${VENV} and try again, or set TENSOR_DRILLS_PYTHON to a Python that has torch.`,
      );
    },
  );
}

async function createVenv(processes: Processes, say: Say, base: Interpreter): Promise<void> {
  const create = () => processes.run(base.path, ['-m', 'venv', VENV]);
  const first = await create();
  if (succeeded(first)) return;
  const reason = await aptInstall('python3-venv', processes, say);
  const second = reason === null ? await create() : first;
  if (succeeded(second)) return;
  throw new UserError(
    `${base.path} cannot make a virtual environment: install its venv module (Debian: \`sudo apt-get install python3-venv\`), or set TENSOR_DRILLS_PYTHON to a Python that has torch.`,
  );
}

async function installTorch(processes: Processes, say: Say): Promise<void> {
  if (process.platform === 'linux') {
    const cpu = await pip(processes, say, ['--retries', '0', '--index-url', CPU_WHEELS]);
    if (succeeded(cpu)) return;
  }
  const plain = await pip(processes, say, ['--retries', '1']);
  if (!succeeded(plain)) throw new UserError(sentence(plain));
}

function pip(processes: Processes, say: Say, options: readonly string[]): Promise<Outcome> {
  const args = ['-m', 'pip', 'install', '--disable-pip-version-check', '--timeout', '20'];
  return processes.run(pythonOf(VENV), [...args, ...options, ...PACKAGES], {
    timeoutMs: 1_800_000,
    onLine: (line) => {
      if (/^\s*(Downloading|Installing)/.test(line)) say(`    ${line.trim().slice(0, 100)}`);
    },
  });
}

export function sentence(outcome: Outcome): string {
  const otherwise = 'or set TENSOR_DRILLS_PYTHON to a Python that has torch';
  const said = lastWords(outcome, 60);
  if (outcome.kind === 'timed-out' || NETWORK.test(said)) {
    return `The Python package index cannot be reached to get torch: connect to the network (or set pip's index or proxy) and run the command again, ${otherwise}.`;
  }
  if (said.includes('No space left')) {
    return `The disk is full: torch needs about 1 GB; make room and run the command again, ${otherwise}.`;
  }
  if (said.includes('No matching distribution')) {
    return `There is no torch for this Python: install a Python that PyTorch supports (see pytorch.org), ${otherwise}.`;
  }
  const error = said.split('\n').findLast((line) => line.startsWith('ERROR:')) ?? said;
  return `pip could not install torch (${error.replace(/^ERROR: /, '')}): mend that and run the command again, ${otherwise}.`;
}
