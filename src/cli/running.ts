/** What every command that grades does: finds a Python, starts a grader, shows results and progress, ends it all. */
import type { Catalogue } from '../core/content.ts';
import { UserError } from '../core/errors.ts';
import type { Interpreter, Interpreters, ReadMistakeEdits } from '../core/ports.ts';
import { TempFolder } from '../node/process/temp-folder.ts';
import {
  activeEnvironments,
  environmentsIn,
  programFor,
  pythonsOnPath,
} from '../node/python/locations.ts';
import { describeTried } from '../node/python/interpreters.ts';
import type { ReadPack } from '../node/library.ts';
import { gradeAll, graderFor, type GradeListener, type Task } from '../node/grading/grade.ts';
import { Interrupted } from '../node/grading/interrupted.ts';
import type { Result } from '../node/grading/result.ts';
import type { Input } from './standard-input.ts';
import { ProgressLine, type Out } from '../node/grading/terminal.ts';
import type { GradeOptions } from '../node/grading/options.ts';

export interface CliEnvironment {
  readonly catalogue: Catalogue;
  readonly interpreters: Interpreters;
  readonly readPack: ReadPack;
  readonly readMistakeEdits: ReadMistakeEdits;
  /** The folder that holds the Python package `grader`. */
  packageRoot(): Promise<string>;
  readonly stdin: Input;
  /** Path of the file that holds what was read from standard input, if that was asked for. */
  readonly input?: string;
  readonly stdout: Out;
  readonly stderr: Out;
  readonly env: NodeJS.ProcessEnv;
  /** Says when we are interrupted: what grades then throws Interrupted once all that it started is ended. */
  readonly signal: AbortSignal;
}

export interface ResultPrinter<T extends Task> {
  /** At once when a file is graded, in any order. */
  readonly onGraded?: (result: Result, task: T) => void;
  /** What to write on stdout, in the order of the tasks; empty for nothing. */
  readonly show: (result: Result, task: T) => string;
}

export async function grade<T extends Task>(
  tasks: readonly T[],
  options: GradeOptions,
  python: Interpreter,
  environment: CliEnvironment,
  { onGraded, show }: ResultPrinter<T>,
): Promise<readonly Result[]> {
  if (tasks.length === 0) return [];
  const { stdout, stderr } = environment;
  const packageRoot = await environment.packageRoot();
  const progress = new ProgressLine(stderr);
  const said: string[] = [];
  const grader = graderFor(tasks.length, python.path, packageRoot, options, (line) =>
    said.push(line),
  );
  if (tasks.length > 1) progress.show('Starting Python');
  let done = 0;
  try {
    const listener: GradeListener<T> = {
      onGraded: (result, task) => {
        done += 1;
        onGraded?.(result, task);
        if (tasks.length > 1) progress.show(`${done} of ${tasks.length}`);
      },
      onResult: (result, task) => {
        const text = show(result, task);
        if (text === '') return;
        progress.clear();
        stdout.write(text);
      },
    };
    return await gradeAll(tasks, grader, listener, environment.signal);
  } finally {
    progress.clear();
    await grader.close();
    // Python's own complaints, once and apart from the results: torch is talkative.
    if (environment.env['TENSOR_DRILLS_LOG'])
      stderr.write(said.map((line) => `${line}\n`).join(''));
  }
}

/** `others` are programs to ask last. */
export async function findPython(
  options: Pick<GradeOptions, 'python'>,
  environment: Pick<CliEnvironment, 'env' | 'signal' | 'interpreters'>,
  others: readonly string[] = [],
): Promise<Interpreter> {
  const { env, signal } = environment;
  // Every process of a check gets such a folder; without one each Python would seem to be at fault.
  new TempFolder().removeNow();
  const asked = options.python ?? (env['TENSOR_DRILLS_PYTHON'] || null);
  const folder = process.cwd();
  const programs =
    asked !== null
      ? [programFor(asked, { folder, env })]
      : [...activeEnvironments(env), ...environmentsIn([folder]), ...pythonsOnPath(env), ...others];
  const found = await environment.interpreters.find(programs, signal);
  if (signal.aborted) throw new Interrupted();
  if (found.kind === 'found') return found.interpreter;
  throw new UserError(
    `No Python with torch was found. ${describeTried(found.tried)}\nInstall torch (\`python -m pip install torch\`), or name a Python that has it with --python.`,
  );
}
