/** What the command line asks for. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../../core/errors.ts';
import { parseShard, WHOLE, type Shard } from './class/shard.ts';

export const USAGE = `Usage: tensor-drills COMMAND

  check DRILL FILE...   grade files and name the mistakes; a folder stands for the Python files in it,
                        and a quoted pattern such as 'submissions/*/lstm.py' for what it matches
  merge REPORT...       join the reports of shards, or of several drills
  list                  the drills
  prove FOLDER [ID...]  prove a pack: starters fail, solutions and correct/ pass, and every file
                        in mistakes/ is failed and named as its file name says

DRILL is an id that \`list\` shows, or the folder of a drill in a pack of your own.

  --json         one JSON object a line
  --quiet        no report a file, only the count (check, merge)
  --csv FILE     write a table with a row a file (check, merge)
  --report FILE  write all results as JSON (check, merge)
  --resume       keep what --report FILE already has of files that have not changed (check)
  --shard I/N    grade the I-th of N equal shares, 1 to N (check)
  --python P     the Python to use (default: TENSOR_DRILLS_PYTHON, the active virtual environment,
                 .venv, then the PATH; the first that has torch)
  --timeout S    seconds for one file (default: 10)
  --memory MB    memory for one file, beside what Python and torch need (Linux; default: 4096)
  --jobs N       processes at a time (default: the number of cores, at most 8)
  -h, --help

Exit code: 0 all passed, 1 some failed, 2 something could not be graded, or is missing in a merge.
`;

export interface GradeOptions {
  readonly json: boolean;
  readonly python: string | null;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly jobs: number;
}

export interface ReportOptions {
  readonly quiet: boolean;
  readonly csv: string | null;
  readonly report: string | null;
}

export type Wish =
  | { readonly command: 'help' }
  | { readonly command: 'list'; readonly json: boolean }
  | ({
      readonly command: 'check';
      readonly drill: string;
      readonly files: readonly string[];
      readonly shard: Shard;
      readonly resume: boolean;
    } & GradeOptions &
      ReportOptions)
  | ({
      readonly command: 'merge';
      readonly reports: readonly string[];
      readonly json: boolean;
    } & ReportOptions)
  | ({
      readonly command: 'prove';
      readonly folder: string;
      readonly drills: readonly string[];
    } & GradeOptions);

const COMMANDS = 'check, merge, list, prove';

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
    memoryMb: wholeOf('--memory', values.memory, 4096, 256, 65536),
    jobs: wholeOf('--jobs', values.jobs, Math.min(8, availableParallelism()), 1, 64),
  };
  const reporting = {
    quiet: values.quiet === true,
    csv: nonEmpty('--csv', values.csv),
    report: nonEmpty('--report', values.report),
  };
  switch (command) {
    case undefined:
      throw new UsageError(`Which command? There are: ${COMMANDS}.`);
    case 'list':
      if (rest.length > 0) throw new UsageError(`list takes no "${rest.join(' ')}".`);
      return { command, json };
    case 'check': {
      const [drill, ...files] = rest;
      if (drill === undefined) throw new UsageError('check needs a drill and at least one file.');
      if (files.length === 0) throw new UsageError(`Which files are to be checked as ${drill}?`);
      const resume = values.resume === true;
      if (resume && reporting.report === null) {
        throw new UsageError('--resume goes on with a report: name it with --report FILE.');
      }
      const shard = shardOf(values.shard);
      return { command, drill, files, shard, resume, ...options, ...reporting };
    }
    case 'merge':
      if (rest.length === 0) throw new UsageError('Which reports are to be merged?');
      return { command, reports: rest, json, ...reporting };
    case 'prove': {
      const [folder, ...drills] = rest;
      if (folder === undefined) throw new UsageError('prove needs the folder of a pack.');
      return { command, folder, drills, ...options };
    }
    default:
      throw new UsageError(`There is no command "${command}". There are: ${COMMANDS}.`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        quiet: { type: 'boolean' },
        csv: { type: 'string' },
        report: { type: 'string' },
        resume: { type: 'boolean' },
        shard: { type: 'string' },
        python: { type: 'string' },
        timeout: { type: 'string' },
        memory: { type: 'string' },
        jobs: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node's first sentence says it all; the rest is about its own API.
    throw new UsageError(`${messageOf(error).split('. ')[0]?.replace(/\.$/, '') ?? ''}.`);
  }
}

function shardOf(text: string | undefined): Shard {
  if (text === undefined) return WHOLE;
  const shard = parseShard(text);
  if (shard !== null) return shard;
  throw new UsageError(`--shard must be I/N with I from 1 to N, such as 2/8, not "${text}".`);
}

function nonEmpty(name: string, text: string | undefined): string | null {
  if (text === '') throw new UsageError(`${name} needs the name of a file.`);
  return text ?? null;
}

function wholeOf(
  name: string,
  text: string | undefined,
  otherwise: number,
  min: number,
  max: number,
): number {
  const value = numberOf(name, text, otherwise, min, max);
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
