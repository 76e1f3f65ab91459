/** Where the editor keeps the history, for a server that is started without one. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** As VS Code names the folder of our extension. */
const OURS = join('User', 'globalStorage', 'tensor-drills.tensor-drills');

/** Folders of user data, VS Code's first. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'];

/** The storage whose history was written last; VS Code's where there is none yet. */
export function editorStorage(env: NodeJS.ProcessEnv, file: string): string {
  const home = homedir();
  const data =
    process.platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : process.platform === 'win32'
        ? (env['APPDATA'] ?? join(home, 'AppData', 'Roaming'))
        : (env['XDG_CONFIG_HOME'] ?? join(home, '.config'));
  const local = ['.vscode-server/data', '.local/share/code-server'].map((path) => join(home, path));
  const storages = [...EDITORS.map((name) => join(data, name)), ...local].map((one) =>
    join(one, OURS),
  );
  const written = storages
    .map((storage) => ({
      storage,
      at: statSync(join(storage, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .reduce((last, one) => (one.at > last.at ? one : last));
  return written.storage;
}
