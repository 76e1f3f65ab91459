/** What an interview needs, from this machine: the editor's history, the content, and a grader of its own. */
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { ClockHeartbeat } from '../core/clock-heartbeat.ts';
import { messageOf } from '../core/errors.ts';
import type { InterviewServices } from '../core/interview/services.ts';
import { PRACTICE_FOLDER, STORED } from '../core/stored.ts';
import { formatKey, parseKey } from '../protocol/broken-program.ts';
import { ThreadPackReader } from '../node/background/pack-reader.ts';
import { ThreadReviewer } from '../node/background/reviewer.ts';
import type { McpOptions } from '../cli/arguments.ts';
import { findPython, type CliEnvironment } from '../cli/running.ts';
import { DiskCodeStore } from '../node/code-store.ts';
import { PythonHandouts } from '../node/debugging/handout.ts';
import { GraderPool } from '../node/grader/pool.ts';
import { FileHistory } from '../node/history.ts';
import { FileLease } from '../node/lease.ts';
import { Library } from '../node/library.ts';
import { DiskPracticeFiles } from '../node/practice-files.ts';
import { pythonOf } from '../node/python/locations.ts';
import { editorStorage } from './storage.ts';

const RESTRICTED =
  'This server was started without permission to run code, so nothing can be checked or broken here. In VS Code, trust the workspace; elsewhere, leave out --restricted.';

export interface OpenServices {
  readonly services: InterviewServices;
  /** Ends everything that was started. */
  close(): Promise<void>;
}

/** `root` is the extension's folder. */
export async function openServices(
  options: McpOptions,
  environment: CliEnvironment & { readonly root: string },
): Promise<OpenServices> {
  const { catalogue: own, readMistakeEdits, env } = environment;
  const packageRoot = await environment.packageRoot();
  const say = (line: string): void => environment.stderr.write(`${line}\n`);
  const log = { info: (line: string) => (env['TENSOR_DRILLS_LOG'] ? say(line) : undefined) };
  const storage = resolve(options.storage ?? editorStorage(env, STORED.history));
  const folder = resolve(options.folder ?? join(homedir(), PRACTICE_FOLDER));
  const worker = join(environment.root, 'dist', 'worker.js');
  const reader = new ThreadPackReader(worker);
  const library = new Library({ own, reader });
  const packs = options.packs.map((path) => ({ path: resolve(path), name: basename(path) }));
  const [history] = await Promise.all([
    FileHistory.open({ file: join(storage, STORED.history), onProblem: say }),
    library.use(packs),
  ]);
  for (const { file, line, message } of library.problems) say(`${file}:${line} ${message}`);
  const lease = new FileLease(join(storage, STORED.lease), history.session);
  const heartbeat = new ClockHeartbeat({ history, lease, now: Date.now });
  heartbeat.start();
  const codes = new DiskCodeStore(join(storage, STORED.code), say);
  const reviewer = new ThreadReviewer(worker, say);
  let search: Promise<string> | null = null;
  const python = (): Promise<string> =>
    (search ??= findPython(options, environment, [pythonOf(join(storage, STORED.python))]).then(
      ({ path }) => path,
      (error: unknown) => {
        // The next check looks again: Python may have been installed meanwhile.
        search = null;
        throw error;
      },
    ));
  const grader = new GraderPool({
    python: () =>
      python().then(
        (path) => ({ kind: 'found', path }) as const,
        (error: unknown) => ({ kind: 'none', reason: messageOf(error) }) as const,
      ),
    packageRoot,
    deadlineMs: () => options.timeoutMs,
    log: log.info,
  });
  return {
    services: {
      ...{ catalogue: library, history, lease, heartbeat, codes, grader, reviewer, python, log },
      ...{ readMistakeEdits, now: Date.now },
      get index() {
        return library.current;
      },
      files: new DiskPracticeFiles(),
      handouts: new PythonHandouts(packageRoot),
      schedule: { retention: options.retention, interview: options.interview },
      times: options.times,
      memoryMb: options.memoryMb,
      restricted: options.restricted ? RESTRICTED : null,
      pathOf: (name) => join(folder, name),
      broken: async (key) => {
        const text = await codes.get(key);
        return text === null ? null : parseKey(text);
      },
      keyOf: formatKey,
    },
    async close() {
      heartbeat.dispose();
      reviewer.dispose();
      reader.dispose();
      await grader.close();
      history.dispose();
    },
  };
}
