/** What the command line asks for. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../../core/errors.ts';

export const USAGE = `Usage: tensor-drills COMMAND

  check DRILL FILE...   grade files, or the Python files of folders, and name the mistakes
  list                  the drills
  prove FOLDER [ID...]  prove a pack: starters fail, solutions and correct/ pass, and every file
                        in mistakes/ is failed and named as its file name says

DRILL is an id that \`list\` shows, or the folder of a drill in a pack of your own.

  --json         one JSON object a line
  --python P     the Python to use (default: TENSOR_DRILLS_PYTHON, the active virtual environment,
                 .venv, then the PATH; the first that has torch)
  --timeout S    seconds for one file (default: 10)
  --jobs N       processes at a time (default: the number of cores, at most 8)
  -h, --help

Exit code: 0 all passed, 1 some failed, 2 could not grade.
`;

export interface GradeOptions {
  readonly json: boolean;
  readonly python: string | null;
  readonly timeoutMs: number;
  readonly jobs: number;
}

export type Wish =
  | { readonly command: 'help' }
  | { readonly command: 'list'; readonly json: boolean }
  | ({
      readonly command: 'check';
      readonly drill: string;
      readonly files: readonly string[];
    } & GradeOptions)
  | ({
      readonly command: 'prove';
      readonly folder: string;
      readonly drills: readonly string[];
    } & GradeOptions);

/** A command line that asks for nothing that there is. */
export class UsageError extends UserError {}

export function parseWish(args: readonly string[]): Wish {
  const { values, positionals } = parse(args);
  if (values.help === true) return { command: 'help' };
  const [command, ...rest] = positionals;
  const json = values.json === true;
  const options = {
    json,
    python: values.python ?? null,
    timeoutMs: Math.round(1000 * numberOf('--timeout', values.timeout, 10, 1, 3600)),
    jobs: wholeOf('--jobs', values.jobs, Math.min(8, availableParallelism())),
  };
  switch (command) {
    case undefined:
      throw new UsageError('Which command? There are: check, list, prove.');
    case 'list':
      if (rest.length > 0) throw new UsageError(`list takes no "${rest.join(' ')}".`);
      return { command, json };
    case 'check': {
      const [drill, ...files] = rest;
      if (drill === undefined) throw new UsageError('check needs a drill and at least one file.');
      if (files.length === 0) throw new UsageError(`Which files are to be checked as ${drill}?`);
      return { command, drill, files, ...options };
    }
    case 'prove': {
      const [folder, ...drills] = rest;
      if (folder === undefined) throw new UsageError('prove needs the folder of a pack.');
      return { command, folder, drills, ...options };
    }
    default:
      throw new UsageError(`There is no command "${command}". There are: check, list, prove.`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        python: { type: 'string' },
        timeout: { type: 'string' },
        jobs: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node's first sentence says it all; the rest is about its own API.
    throw new UsageError(`${messageOf(error).split('. ')[0]?.replace(/\.$/, '') ?? ''}.`);
  }
}

function wholeOf(name: string, text: string | undefined, otherwise: number): number {
  const value = numberOf(name, text, otherwise, 1, 64);
  if (!Number.isInteger(value)) throw new UsageError(`${name} must be a whole number.`);
  return value;
}

function numberOf(
  name: string,
  text: string | undefined,
  otherwise: number,
  min: number,
  max: number,
): number {
  if (text === undefined) return otherwise;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max) return value;
  throw new UsageError(`${name} must be a number from ${min} to ${max}, not "${text}".`);
}
