/** Where Pythons are, and what they are: asks programs for their version and their torch. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import * as v from 'valibot';
import { parseJson } from '../../protocol/grader-wire.ts';
import type { Interpreter } from '../../core/ports.ts';
import { run, succeeded } from '../process/run.ts';

/** A program that will not do. */
export interface Unfit {
  readonly path: string;
  /** The end of a sentence: "has no torch". */
  readonly why: string;
  /** Absolute path, when it is a Python that could make a virtual environment. */
  readonly base: string | null;
}

const PROBE_MS = 30_000;
const OLDEST = [3, 9] as const;

/** What the system says of a program that cannot be started. */
const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'is not a program',
};

// Looks torch up without importing it, which would take a second; whether it works shows when the grader starts.
const QUESTION = `
import importlib.util, json, os, platform, sys
sys.path[:] = [path for path in sys.path if path]
version = None
spec = importlib.util.find_spec("torch")
if spec is not None and spec.origin:
    said = {}
    try:
        with open(os.path.join(os.path.dirname(spec.origin), "version.py"), encoding="utf-8") as file:
            exec(file.read(), said)
    except Exception:
        pass
    version = str(said.get("__version__", "unknown"))
print(json.dumps({"path": sys.executable, "python": platform.python_version(), "torch": version}))
`;

const answerSchema = v.object({
  path: v.pipe(v.string(), v.nonEmpty()),
  python: v.string(),
  torch: v.nullable(v.string()),
});

/** Asks a program, a path or a name on the PATH, what it is. Never rejects. */
export async function probe(program: string, signal?: AbortSignal): Promise<Interpreter | Unfit> {
  const no = (why: string, base: string | null = null): Unfit => ({ path: program, why, base });
  const outcome = await run(program, ['-W', 'ignore', '-c', QUESTION], {
    timeoutMs: PROBE_MS,
    cwd: tmpdir(),
    signal,
  });
  if (outcome.kind === 'cancelled') return no('was not fully checked');
  if (outcome.kind === 'cannot-start') {
    const code = /\b(E[A-Z]+)$/.exec(outcome.reason)?.[1];
    return no(WHY_NOT[code ?? ''] ?? `(${outcome.reason})`);
  }
  if (outcome.kind === 'timed-out') return no(`did not answer in ${PROBE_MS / 1000} s`);
  const last = succeeded(outcome) ? (outcome.stdout.trim().split('\n').at(-1) ?? '') : '';
  const said = v.safeParse(answerSchema, parseJson(last));
  if (!said.success) return no('is not a working Python');
  const { path, python, torch } = said.output;
  const [major = 0, minor = 0] = python.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return no(`is Python ${python}, older than ${OLDEST.join('.')}`);
  }
  if (torch === null) return no('has no torch', path);
  return { path, python, torch };
}

/** What stands in a virtual environment's folder as its interpreter. */
export function pythonOf(environment: string): string {
  return process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');
}

/** The interpreters of virtual environments in these folders, where there are any. */
export function environmentsIn(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => [join(folder, '.venv'), join(folder, 'venv')])
    .map(pythonOf)
    .filter(existsSync);
}

/** Pythons on the PATH; also where they usually are, because a desktop program's PATH is often short. */
export function pythonsOnPath(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  if (process.platform === 'win32') return ['python', 'py'];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const usual = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];
  const programs = [...folders, ...usual].flatMap((folder) =>
    ['python3', 'python'].map((name) => join(folder, name)),
  );
  return [...new Set(programs)].filter(existsSync);
}
