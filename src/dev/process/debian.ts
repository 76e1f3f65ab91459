/** Installs a Debian package where that is a matter of course: as root on Debian or Ubuntu, as in a container. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../places.ts';
import type { Say } from '../report.ts';
import { timed } from '../report.ts';
import { onceAtATime } from './lock.ts';
import { lastWords, succeeded, type Processes } from './processes.ts';

/** Null when installed, else why not. */
export async function aptInstall(
  name: string,
  processes: Processes,
  say: Say,
): Promise<string | null> {
  if (!existsSync('/etc/debian_version')) return 'this is not Debian';
  if (process.getuid?.() !== 0) return 'not run as root';
  // apt refuses to run while another apt does, and suites that run side by side ask for packages at the same time.
  const waits = (): void => say(`${name} is waiting for another package to be installed ...`);
  return onceAtATime(join(CACHE, 'apt.lock'), waits, () =>
    timed(say, `apt-get install ${name}`, async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const install = () =>
        processes.run('apt-get', ['install', '-y', '--no-upgrade', name], {
          env,
          timeoutMs: 900_000,
        });
      const first = await install();
      if (succeeded(first)) return null;
      await processes.run('apt-get', ['update'], { env });
      const second = await install();
      return succeeded(second) ? null : lastWords(second, 3);
    }),
  );
}
