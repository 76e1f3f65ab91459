/** The options, which commands take them, and what is left of a command line without them. */
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../core/errors.ts';

/** A command line that asks for nothing that there is. */
export class UsageError extends UserError {}

const OPTIONS = {
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  csv: { type: 'string' },
  report: { type: 'string' },
  resume: { type: 'boolean' },
  frozen: { type: 'boolean' },
  quick: { type: 'boolean' },
  fewest: { type: 'boolean' },
  shard: { type: 'string' },
  python: { type: 'string' },
  timeout: { type: 'string' },
  memory: { type: 'string' },
  jobs: { type: 'string' },
  months: { type: 'string' },
  mistakes: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  key: { type: 'string' },
  broken: { type: 'boolean' },
  sample: { type: 'string' },
  folder: { type: 'string' },
  storage: { type: 'string' },
  pack: { type: 'string', multiple: true },
  restricted: { type: 'boolean' },
  times: { type: 'string' },
  interview: { type: 'string' },
  retention: { type: 'string' },
} as const;
const ANYWHERE = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Option = keyof typeof OPTIONS;

const GRADING: readonly Option[] = ['python', 'timeout', 'memory', 'jobs'];
const REPORTING: readonly Option[] = ['quiet', 'csv', 'report'];

const OPTIONS_OF = {
  check: ['json', ...REPORTING, 'resume', 'shard', 'key', ...GRADING],
  break: ['mistakes', 'seed', 'out', 'python'],
  merge: ['json', ...REPORTING],
  list: ['json'],
  prove: ['json', 'frozen', 'quick', 'fewest', 'broken', 'sample', 'seed', ...GRADING],
  show: [],
  outdated: ['json', 'months'],
  mcp: [
    ...['folder', 'storage', 'pack', 'restricted', 'times', 'interview', 'retention'],
    ...['python', 'timeout', 'memory'],
  ],
} as const satisfies Record<string, readonly Option[]>;

export type Command = keyof typeof OPTIONS_OF;

export const COMMANDS = Object.keys(OPTIONS_OF) as readonly Command[];

export type Values = ReturnType<typeof parseOptions>['values'];

/** Throws a UsageError when an option is unknown, has no value, or has one that it does not take. */
export function parseOptions(args: readonly string[]) {
  const parsed = parse(args);
  for (const [name, value] of Object.entries(parsed.values)) {
    if ([value].flat().some((one) => typeof one === 'string' && one.trim() === ''))
      throw needsValue(`--${name}`);
  }
  return parsed;
}

/** Throws a UsageError when `command` does not take one of the options that are given. */
export function refuseOthers(command: Command, values: Values): void {
  const names = Object.keys(OPTIONS) as readonly Option[];
  const takes: readonly Option[] = OPTIONS_OF[command];
  const other = names.find((name) => values[name] !== undefined && !takes.includes(name));
  if (other === undefined) return;
  const takers = COMMANDS.filter((one) => (OPTIONS_OF[one] as readonly Option[]).includes(other));
  const all = [takers.slice(0, -1).join(', '), takers.at(-1)].filter((one) => one !== '');
  throw new UsageError(`--${other} is for ${all.join(' and ')}; ${command} does not take it.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...OPTIONS, ...ANYWHERE },
    });
  } catch (error) {
    const said = messageOf(error);
    const name = /'(--[a-z]+)[^']*' argument (?:missing|is ambiguous)/.exec(said)?.[1];
    if (name !== undefined) throw needsValue(name);
    // Node's first sentence says it all; the rest is about its own API.
    throw new UsageError(`${said.split('. ')[0]?.replace(/\.$/, '') ?? ''}.`);
  }
}

function needsValue(name: string): UsageError {
  return new UsageError(`${name} needs a value.`);
}
