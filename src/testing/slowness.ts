/** How slow this machine is now. Only limits against hanging are stretched by it. */
import { pbkdf2 } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';

/** What one core of an idle machine from 2023 takes for the work below. */
const USUAL_MS = 250;
const ROUNDS = 300_000;

/** How many times longer than usual each core takes, at least 1. */
export async function measureSlowness(): Promise<number> {
  const start = performance.now();
  const work = () => promisify(pbkdf2)('tensor', 'drills', ROUNDS, 64, 'sha512');
  // All cores at once, as the suites use them. Libuv has four threads.
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
  return Math.max(1, (performance.now() - start) / USUAL_MS);
}
