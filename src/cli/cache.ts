/** Where the command line keeps what it can make again. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** As each system has it; TENSOR_DRILLS_CACHE names another folder. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform = process.platform): string {
  const asked = env['TENSOR_DRILLS_CACHE'];
  if (asked !== undefined && asked !== '') return resolve(asked);
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'tensor-drills');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'tensor-drills', 'Cache');
  }
  return join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'tensor-drills');
}
