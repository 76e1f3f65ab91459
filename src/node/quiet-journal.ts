/**
 * One small file per window that has turned something off, and a lock file that keeps the windows apart while they
 * change settings. A window writes only its own file, so a crash cannot damage any other. proper-lockfile would do the
 * same, but brings graceful-fs, which patches `fs.close` for every extension in the host.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { QuietJournal } from '../core/ports.ts';
import type { Json } from '../core/quiet/change.ts';
import type { Claim, FoundClaim, SettingsText } from '../core/quiet/claim.ts';

/** Milliseconds without a sign of life after which a window counts as gone: on another machine, and here if its process seems to run. */
const GONE_THERE_MS = 60_000;
const GONE_HERE_MS = 600_000;
/** How long one window may keep the others waiting; changing settings takes a tenth of a second. */
const ALONE_MS = 10_000;
/** When to give up, for example if the disk refuses writes. */
const PATIENCE_MS = 2 * ALONE_MS;
const AGAIN_MS = 20;

/** A settings file without any settings. */
const EMPTY = /^\s*\{\s*\}\s*$/;

const json = v.lazy((): v.GenericSchema<Json> =>
  v.union([
    v.null(),
    v.boolean(),
    v.number(),
    v.string(),
    v.array(json),
    v.record(v.string(), json),
  ]),
) as v.GenericSchema<Json>;

const change = v.variant('kind', [
  v.object({ kind: v.literal('value'), setting: v.string(), to: json }),
  v.object({ kind: v.literal('member'), setting: v.string(), member: v.string(), to: json }),
  v.object({ kind: v.literal('item'), setting: v.string(), item: v.string() }),
]);

const schema = v.object({
  session: v.string(),
  place: v.object({
    level: v.picklist(['user', 'workspace', 'folder']),
    id: v.string(),
    file: v.nullable(v.string()),
  }),
  made: v.array(v.object({ change, before: v.optional(json), after: json })),
  text: v.nullable(
    v.object({ file: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) }),
  ),
  pid: v.number(),
  host: v.string(),
});

export class FileQuietJournal implements QuietJournal {
  constructor(
    private readonly folder: string,
    private readonly process: { readonly pid: number; readonly isAlive: (pid: number) => boolean },
    private readonly now: () => number = Date.now,
  ) {}

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const lock = join(this.folder, 'lock');
    await this.enter(lock);
    try {
      return await work();
    } finally {
      rmSync(lock, { force: true });
    }
  }

  claims(): readonly FoundClaim[] {
    return names(this.folder).flatMap((name) => {
      const file = join(this.folder, name);
      try {
        const found = v.safeParse(schema, JSON.parse(readFileSync(file, 'utf8')));
        if (!found.success) return [];
        const { pid, host, ...claim } = found.output;
        return [{ ...claim, gone: this.isGone(pid, host, statSync(file).mtimeMs) }];
      } catch {
        return [];
      }
    });
  }

  /** Replaces the file as a whole: half a claim would restore half of the settings. */
  write(claim: Claim): void {
    this.replace({ ...claim, pid: this.process.pid, host: hostname() });
  }

  amend(session: string, made: Claim['made']): void {
    const file = this.fileOf(session);
    const found = v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
    const { mtimeMs } = statSync(file);
    this.replace({ ...found, made });
    this.touch(session, mtimeMs);
  }

  beat(session: string): boolean {
    this.touch(session, this.now());
    return existsSync(this.fileOf(session));
  }

  /** The process may live on, so the sign of life is what ends. */
  end(session: string): void {
    this.touch(session, 0);
  }

  remove(sessions: readonly string[]): void {
    for (const session of sessions) rmSync(this.fileOf(session), { force: true });
  }

  read(file: string): string | null {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  }

  putBack({ file, before, after }: SettingsText): boolean {
    const now = this.read(file);
    if (now === before) return true;
    // There was no file before, and VS Code leaves an empty one behind.
    const isLeftover = before === null && now !== null && EMPTY.test(now);
    if (!isLeftover && (after === null || now !== after)) return false;
    try {
      if (before === null) rmSync(file, { force: true });
      else writeFileSync(file, before);
    } catch {
      return false;
    }
    if (before === null) removeIfEmpty(dirname(file));
    return true;
  }

  private isGone(pid: number, host: string, beat: number): boolean {
    const silent = this.now() - beat;
    if (host !== hostname()) return silent > GONE_THERE_MS;
    return silent > GONE_HERE_MS || !this.process.isAlive(pid);
  }

  /** Waits for the others, but not for one that died while it held the lock. */
  private async enter(lock: string): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        writeFileSync(lock, '', { flag: 'wx' });
        return;
      } catch (error) {
        if (!isTaken(error) || Date.now() > end) throw error;
      }
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Math.abs(Date.now() - since) > ALONE_MS) {
        rmSync(lock, { force: true });
      }
      await sleep(AGAIN_MS);
    }
  }

  private replace(claim: Claim & { readonly pid: number; readonly host: string }): void {
    mkdirSync(this.folder, { recursive: true });
    const file = this.fileOf(claim.session);
    const whole = `${file}.new`;
    writeFileSync(whole, JSON.stringify(claim, null, 2), { flush: true });
    renameSync(whole, file);
  }

  private touch(session: string, at: number): void {
    try {
      utimesSync(this.fileOf(session), at / 1000, at / 1000);
    } catch {
      // There is no claim, or the next beat tries again.
    }
  }

  private fileOf(session: string): string {
    return join(this.folder, `${session}.json`);
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

/** The folder that VS Code made for the file. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else is in there.
  }
}

/** On Windows, opening a file that is being deleted fails with EPERM. */
function isTaken(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EEXIST' || code === 'EPERM';
}
