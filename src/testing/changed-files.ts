/** Which files have changed, as git sees it. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { messageOf, UserError } from '../core/errors.ts';
import { ROOT } from '../dev/places.ts';

export interface Changes {
  /** Relative to the project's folder, with slashes; deleted files too. */
  readonly files: readonly string[];
  /** Since when, for a person. */
  readonly since: string;
}

/** The changes that are not committed or, if there are none, those of the last commit; with `since`, all since that commit. */
export function changesIn(since: string | null, root = ROOT): Changes {
  const untracked = git(root, 'ls-files', '--others', '--exclude-standard');
  const against = (ref: string) => [...git(root, 'diff', '--name-only', ref, '--'), ...untracked];
  if (since !== null) return { files: against(since), since };
  const open = against('HEAD');
  if (open.length > 0) return { files: open, since: 'the last commit' };
  return { files: against('HEAD~1'), since: 'the commit before the last' };
}

function git(root: string, ...args: readonly string[]): readonly string[] {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    };
    const said = execFileSync('git', ['-c', 'core.quotePath=false', ...args], options);
    return said.split('\n').filter((line) => line !== '');
  } catch (error) {
    throw new UserError(`git cannot tell what has changed: ${messageOf(error).trim()}`);
  }
}
