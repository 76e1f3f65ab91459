/** The command line of `npm test`. */
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../core/errors.ts';
import type { Selection } from './suite.ts';

export const USAGE = `npm test [-- [SUITE ...] [PART ...] [--grep TEXT] [--changed [--since REF]]]
  SUITE        check, unit, grader, vscode, journeys; without one, all of them. desktop runs only when named
  PART         only test files, drills and checks with this in their name or path, such as softmax or clock.test
  --grep TEXT  only tests with this in their name
  --changed    what your uncommitted changes can break, or those of the last commit if there are none
  --since REF  with --changed: all changes since this commit
npm run soak   the same, with every generated case instead of a sample`;

export type Arguments =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'run';
      /** None: all that a plain run has. */
      readonly suites: readonly string[];
      readonly selection: Selection;
    }
  | { readonly kind: 'changed'; readonly since: string | null };

export function readArguments(args: readonly string[], known: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.since !== undefined && !values.changed) {
    throw new UserError(`--since needs --changed.\n${USAGE}`);
  }
  if (values.changed) {
    if (positionals.length > 0 || values.grep !== undefined || values.soak) {
      throw new UserError(
        `--changed chooses the tests by itself: leave out ${positionals.join(' ') || '--grep and --soak'}.\n${USAGE}`,
      );
    }
    return { kind: 'changed', since: values.since ?? null };
  }
  const suites = positionals.filter((one) => known.includes(one));
  const files = positionals.filter((one) => !known.includes(one));
  return {
    kind: 'run',
    suites,
    selection: { files, grep: values.grep ?? null, soak: values.soak, changed: null },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        grep: { type: 'string' },
        changed: { type: 'boolean', default: false },
        since: { type: 'string' },
        soak: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UserError(`${messageOf(error)}\n${USAGE}`);
  }
}
