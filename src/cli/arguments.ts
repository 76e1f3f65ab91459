/** What the command line asks for. */
import { availableParallelism } from 'node:os';
import { parseShard, WHOLE, type Shard } from '../class/shard.ts';
import type { Times } from '../core/bands.ts';
import { morningOf } from '../core/schedule/days.ts';
import { MOST_MISTAKES, MOST_SEED } from '../core/debugging/choose.ts';
import {
  COMMANDS,
  parseOptions,
  refuseOthers,
  UsageError,
  type Command,
  type Values,
} from './options.ts';
import type { GradeOptions, ReportOptions } from '../node/grading/options.ts';

export interface McpOptions extends Pick<GradeOptions, 'python' | 'timeoutMs' | 'memoryMb'> {
  /** Of practice files; null for the usual one. */
  readonly folder: string | null;
  /** Where the history is; null for the editor's. */
  readonly storage: string | null;
  /** Folders with drills of the user's own. */
  readonly packs: readonly string[];
  /** No code is run. */
  readonly restricted: boolean;
  readonly times: Times;
  /** Wall-clock milliseconds of the interview; null for no date. */
  readonly interview: number | null;
  readonly retention: number;
}

export type CliArgs =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'list'; readonly json: boolean }
  | ({
      readonly command: 'check';
      /** A drill and its files, or only files. */
      readonly names: readonly string[];
      readonly shard: Shard;
      readonly resume: boolean;
      /** The key of the broken program that the files repair; null where they answer a question. */
      readonly key: string | null;
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
      readonly frozen: boolean;
      readonly quick: boolean;
      readonly fewest: boolean;
      /** Whether debugging drills are proven instead. */
      readonly broken: boolean;
      readonly sample: number;
      readonly seed: number;
    } & GradeOptions)
  | ({
      readonly command: 'break';
      readonly drill: string;
      readonly mistakes: number;
      /** Null for a random one. */
      readonly seed: number | null;
      readonly out: string | null;
    } & GradeOptions)
  | { readonly command: 'show'; readonly drill: string; readonly names: readonly string[] }
  | ({ readonly command: 'mcp' } & McpOptions)
  | {
      readonly command: 'outdated';
      /** Of a pack; null for the built-in content. */
      readonly folder: string | null;
      readonly months: number;
      readonly json: boolean;
    };

export function parseCliArgs(args: readonly string[]): CliArgs {
  const { values, positionals } = parseOptions(args);
  const [name, ...rest] = positionals;
  if (values.help === true || name === 'help') return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const command = commandOf(name);
  refuseOthers(command, values);
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
    csv: values.csv ?? null,
    report: values.report ?? null,
  };
  switch (command) {
    case 'list':
      if (rest.length > 0) throw new UsageError(`list does not take "${rest.join(' ')}".`);
      return { command, json };
    case 'check': {
      if (rest.length === 0) throw new UsageError('check needs a drill and at least one file.');
      const resume = values.resume === true;
      if (resume && reporting.report === null) {
        throw new UsageError('--resume continues a report: name it with --report FILE.');
      }
      const shard = shardOf(values.shard);
      const key = values.key ?? null;
      if (key !== null) refuseWithKey(values);
      return { command, names: rest, shard, resume, key, ...options, ...reporting };
    }
    case 'merge':
      if (rest.length === 0) throw new UsageError('Which reports should be merged?');
      return { command, reports: rest, json, ...reporting };
    case 'prove': {
      const [folder, ...drills] = rest;
      if (!folder) throw new UsageError('prove needs the folder of a pack.');
      const { frozen = false, quick = false, fewest = false, broken = false } = values;
      if (!broken && values.sample !== undefined) {
        throw new UsageError('--sample is for prove --broken.');
      }
      if (!broken && !quick && values.seed !== undefined) {
        throw new UsageError('--seed is for prove --quick and prove --broken.');
      }
      if (!quick && fewest) throw new UsageError('--fewest is for prove --quick.');
      const sample = wholeOf('--sample', values.sample, 40, 1, 10_000);
      const seed = wholeOf('--seed', values.seed, 1, 0, MOST_SEED);
      return { command, folder, drills, frozen, quick, fewest, broken, sample, seed, ...options };
    }
    case 'break': {
      const [drill, ...more] = rest;
      if (!drill || more.length > 0) throw new UsageError('break needs one drill.');
      const mistakes = wholeOf('--mistakes', values.mistakes, 2, 1, MOST_MISTAKES);
      const seed =
        values.seed === undefined ? null : wholeOf('--seed', values.seed, 0, 0, MOST_SEED);
      return { command, drill, mistakes, seed, out: values.out ?? null, ...options };
    }
    case 'show': {
      const [drill, ...names] = rest;
      if (!drill) throw new UsageError('show needs a drill.');
      return { command, drill, names };
    }
    case 'mcp': {
      if (rest.length > 0) throw new UsageError(`mcp does not take "${rest.join(' ')}".`);
      const { folder = null, storage = null, pack: packs = [], restricted = false } = values;
      const schedule = {
        times: timesOf(values.times),
        interview: dateOf(values.interview),
        retention: numberOf('--retention', values.retention, 0.9, 0.7, 0.97),
      };
      return { command, folder, storage, packs, restricted, ...schedule, ...options };
    }
    case 'outdated': {
      const [folder = null, ...more] = rest;
      if (more.length > 0) throw new UsageError('outdated takes one folder.');
      return { command, folder, months: wholeOf('--months', values.months, 12, 0, 1200), json };
    }
  }
}

/** Reports are about a question, not about one broken program. */
function refuseWithKey(values: Values): void {
  const names = ['csv', 'report', 'resume', 'shard'] as const;
  const other = names.find((name) => values[name] !== undefined);
  if (other !== undefined) {
    throw new UsageError(
      `--${other} cannot be combined with --key; --json prints one line per file.`,
    );
  }
}

function commandOf(name: string | undefined): Command {
  const command = COMMANDS.find((one) => one === name);
  if (command !== undefined) return command;
  const wrong = name === undefined ? 'Which command?' : `There is no command "${name}".`;
  throw new UsageError(`${wrong} Available: ${COMMANDS.join(', ')}.`);
}

/** Such as `narrate=60-120,code=-1500`: an end that is left out is the drill's own. */
function timesOf(text: string | undefined): Times {
  const seconds = (end: string): number | null => (end === '' ? null : Number(end));
  const parts = text === undefined ? [] : text.split(',');
  return Object.fromEntries(
    parts.map((part) => {
      const [, phase, minimum = '', maximum = ''] = /^(\w+)=(\d*)-(\d*)$/.exec(part) ?? [];
      if (phase !== undefined) return [phase, [seconds(minimum), seconds(maximum)]];
      throw new UsageError(`--times must be like narrate=60-120,code=600-1500, not "${text}".`);
    }),
  );
}

function dateOf(text: string | undefined): number | null {
  const date = text === undefined ? null : morningOf(text);
  if (text === undefined || date !== null) return date;
  throw new UsageError(`--interview must be a date such as 2026-11-25, not "${text}".`);
}

function shardOf(text: string | undefined): Shard {
  if (text === undefined) return WHOLE;
  const shard = parseShard(text);
  if (shard !== null) return shard;
  throw new UsageError(`--shard must be I/N with I from 1 to N, such as 2/8, not "${text}".`);
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
  const value = Number(text);
  if (value >= min && value <= max) return value;
  throw new UsageError(`${name} must be a number from ${min} to ${max}, not "${text}".`);
}
