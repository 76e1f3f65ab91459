/** A virtual environment with torch in the cache, for machines where no Python has one. */
import { UserError } from '../../core/errors.ts';
import type { InstallOutcome, Interpreter } from '../../core/ports.ts';
import { probe } from '../../node/python/find.ts';
import { pythonOf } from '../../node/python/locations.ts';
import { INSTALL_SIZE, makeEnvironment } from '../../node/python/install.ts';
import { aptInstall } from '../process/debian.ts';
import { onceAtATime } from '../process/lock.ts';
import type { Processes } from '../process/processes.ts';
import { timed, type Say } from '../report.ts';
import { findPython, VENV } from './interpreter.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes it, or completes what an interrupted run began; torch that can be imported is the proof. */
export function provideVenv(processes: Processes, say: Say): Promise<Interpreter> {
  return onceAtATime(
    `${VENV}.lock`,
    (holder) => say(`Waiting for process ${holder}, which is installing torch ...`),
    async () => {
      const there = await probe(pythonOf(VENV));
      if ('torch' in there) return there;
      const base = await findPython();
      say(`Installing torch into ${VENV} (${INSTALL_SIZE}); this is needed only once`);
      let outcome = await install(base, say);
      // Debian splits the venv module off; where we may, it is added.
      if (outcome.kind === 'failed' && outcome.reason.includes('python3-venv')) {
        const added = (await aptInstall('python3-venv', processes, say)) === null;
        if (added) outcome = await install(base, say);
      }
      if (outcome.kind === 'installed') return outcome.interpreter;
      const why = outcome.kind === 'failed' ? outcome.reason : 'The installation was stopped.';
      throw new UserError(
        `${why} You can also set TENSOR_DRILLS_PYTHON to a Python that has torch.`,
      );
    },
  );
}

async function install(base: string, say: Say): Promise<InstallOutcome> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  for (const name of SIGNALS) process.once(name, stop);
  // A terminal that only prints wants steps, not each percent.
  const onLine = (line: string): void => {
    if (!/\d %$/.test(line)) say(`    ${line}`);
  };
  try {
    return await timed(say, '  pip install torch', () =>
      makeEnvironment({ base, folder: VENV, onLine, signal: abort.signal }),
    );
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}
