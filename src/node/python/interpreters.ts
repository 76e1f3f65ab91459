/** The machine's Pythons. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type {
  InstallOutcome,
  Interpreter,
  Interpreters,
  InterpreterSearch,
  PythonQuery,
} from '../../core/ports.ts';
import { probe, type RejectedPython } from './find.ts';
import {
  activeEnvironments,
  environmentsIn,
  programFor,
  pythonOf,
  pythonsOnPath,
} from './locations.ts';
import { makeEnvironment } from './install.ts';

export class MachineInterpreters implements Interpreters {
  readonly #programs = new Set<string>();
  readonly #fit = new Map<string, Interpreter>();

  candidates({ written, folders, chosen, own }: PythonQuery): readonly string[] {
    const { env } = process;
    if (written !== '') return [programFor(written, { folder: folders[0] ?? homedir(), env })];
    const usual = [...activeEnvironments(env), ...pythonsOnPath(env), pythonOf(own)];
    return [...chosen, ...environmentsIn(folders), ...usual];
  }

  async find(programs: readonly string[], signal?: AbortSignal): Promise<InterpreterSearch> {
    const tried: RejectedPython[] = [];
    for (const program of new Set(programs)) {
      const answer = await this.#ask(program, signal);
      if ('torch' in answer) return { kind: 'found', interpreter: answer };
      tried.push(answer);
    }
    return { kind: 'none', tried: tried.map(({ path, why }) => ({ path, why })) };
  }

  async install(
    folder: string,
    onLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<InstallOutcome> {
    const base = await this.#base();
    if (base === null) {
      return {
        kind: 'failed',
        reason:
          'Creating a virtual environment needs Python 3.9 or newer, and none was found. Install it (from python.org or, on Debian and Ubuntu, with `sudo apt-get install python3 python3-venv`) and try again.',
      };
    }
    return makeEnvironment({ base, folder, onLine, signal });
  }

  /** The first Python at all, of those that were asked for or are on the PATH. */
  async #base(): Promise<string | null> {
    for (const program of new Set([...this.#programs, ...pythonsOnPath()])) {
      const answer = await this.#ask(program);
      const path = 'torch' in answer ? answer.path : answer.base;
      if (path !== null) return path;
    }
    return null;
  }

  /** What has torch is remembered; what has not is asked again, because people install it meanwhile. */
  async #ask(program: string, signal?: AbortSignal): Promise<Interpreter | RejectedPython> {
    this.#programs.add(program);
    const known = this.#fit.get(program);
    if (known !== undefined && existsSync(known.path)) return known;
    const answer = await probe(program, signal);
    if ('torch' in answer) this.#fit.set(program, answer);
    return answer;
  }
}

/** One sentence that says what was tried, for a message or a log. */
export function describeTried(tried: readonly { path: string; why: string }[]): string {
  if (tried.length === 0) return 'No Python was found.';
  return `${tried.map(({ path, why }) => `${path} ${why}`).join('; ')}.`;
}
