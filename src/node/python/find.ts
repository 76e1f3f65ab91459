/** Asks a program whether it is a Python, for its version and its torch. */
import { tmpdir } from 'node:os';
import * as v from 'valibot';
import { parseJson } from '../../protocol/grader-wire.ts';
import type { Interpreter } from '../../core/ports.ts';
import { run, type RunOutcome } from '../process/run.ts';
import { plainEnvironment } from './plain-environment.ts';

/** A program that will not do. */
export interface RejectedPython {
  readonly path: string;
  /** The end of a sentence: "has no torch". */
  readonly why: string;
  /** Absolute path, when it is a Python that could make a virtual environment. */
  readonly base: string | null;
}

const PROBE_MS = 30_000;
/** Characters of what a program said that a message quotes. */
const LONGEST = 200;
const OLDEST = [3, 9] as const;

/** What the system says of a program that cannot be started. */
const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'is not a program',
};

/** Begins the line with the answer: a wrapper, a hook or an environment may say things before and after it. */
const FRAME = 'tensor-drills-python ';

// Looks torch up without importing it, which would take a second; whether it works shows when the grader starts.
const QUESTION = `
import os, sys
try:
    import importlib.util, json, platform
    json.dumps, platform.python_version, importlib.util.find_spec
except Exception as error:
    # A file of the user's may have taken the name of one of Python's own.
    for name in ("json", "platform", "importlib"):
        file = getattr(sys.modules.get(name), "__file__", None) or ""
        if not file.startswith(os.path.dirname(os.__file__)):
            raise ImportError(f"{file} stands in for Python's own {name}") from None
    raise
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
answer = {"path": sys.executable, "python": platform.python_version(), "torch": version}
print("\\n${FRAME}" + json.dumps(answer), flush=True)
`;

const answerSchema = v.object({
  path: v.pipe(v.string(), v.nonEmpty()),
  python: v.string(),
  torch: v.nullable(v.string()),
});

/** Asks a program, a path or a name on the PATH, what it is. Never rejects. */
export async function probe(
  program: string,
  signal?: AbortSignal,
): Promise<Interpreter | RejectedPython> {
  const no = (why: string, base: string | null = null): RejectedPython => ({
    path: program,
    why,
    base,
  });
  let answer: unknown;
  const outcome = await run(program, ['-W', 'ignore', '-c', QUESTION], {
    timeoutMs: PROBE_MS,
    cwd: tmpdir(),
    signal,
    env: plainEnvironment(process.env),
    onLine: (line) => {
      if (line.startsWith(FRAME)) answer = parseJson(line.slice(FRAME.length));
    },
  });
  if (outcome.kind === 'cancelled') return no('was not fully checked');
  if (outcome.kind === 'cannot-start') {
    const code = /\b(E[A-Z]+)$/.exec(outcome.reason)?.[1];
    return no(WHY_NOT[code ?? ''] ?? `cannot be started (${outcome.reason})`);
  }
  if (outcome.kind === 'timed-out') return no(`did not answer within ${PROBE_MS / 1000} s`);
  const said = v.safeParse(answerSchema, answer);
  if (!said.success) return no(`is not a working Python${lastWords(outcome)}`);
  const { path, python, torch } = said.output;
  const [major = 0, minor = 0] = python.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return no(`is Python ${python}, which is older than ${OLDEST.join('.')}`);
  }
  if (torch === null) return no('has no torch', path);
  return { path, python, torch };
}

/** What it said of its failure, with the variables that may be in the way. */
function lastWords({ stdout, stderr, code }: Extract<RunOutcome, { kind: 'finished' }>): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !line.startsWith(FRAME));
  const last = said.filter((line) => /\b\w*(error|exception)\b/i.test(line)).at(-1) ?? said.at(-1);
  const variables = ['PYTHONHOME', 'PYTHONPATH'].flatMap((name) => {
    const value = process.env[name];
    return value ? [`${name} is ${value}`] : [];
  });
  const how = last === undefined ? `it ends with exit code ${code}` : `it says: ${last}`;
  if (last === undefined && code === 0) return '';
  return ` (${[how.slice(0, LONGEST), ...variables].join('; ')})`;
}
