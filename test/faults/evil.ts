/** Texts that have brought down readers of YAML, Markdown, TeX or patterns, and what all such tests ask. */
import { expect } from 'vitest';
import { SLOWNESS } from '../limits.ts';
import { SOAK } from '../sample.ts';

const LONGEST_MS = 2000 * SLOWNESS;

/** How many of 10,000 in a soak, and of a few hundred else. */
export const share = (part: number): number => Math.round((SOAK ? 10_000 : 300) * part);

/** The result, if it took less than anybody would call a hang: of the processor's time, as other programs take theirs. */
export function inTime<T>(work: () => T): T {
  const began = process.cpuUsage();
  const result = work();
  wasInTime(began);
  return result;
}

export function wasInTime(began: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(LONGEST_MS);
}

const times = (text: string, count: number): string => text.repeat(count);
/** What has brought down readers of YAML, Markdown, TeX or patterns. */
export const EVIL = [
  ...['*a', '&a [*a]', '&a {b: *a}', '<<: *a', '<<: {a: 1}', '? a', '%YAML 9.9', '--- ---', '...'],
  ...[
    '!!js/function "x"',
    '!!binary "//8="',
    '!!set {a}',
    '!!map [a]',
    '!<tag:x> y',
    '!!str',
    '!!omap',
  ],
  ...[
    '__proto__: {polluted: 1}',
    '{__proto__: {polluted: 1}}',
    'constructor: {prototype: {polluted: 1}}',
  ],
  ...[
    '.inf',
    '.nan',
    '1e999',
    '-0',
    '0o777',
    `0x${times('f', 400)}`,
    times('9', 100_000),
    '2001-01-01',
  ],
  ...[
    'null',
    '~',
    'true',
    'yes',
    '[]',
    '{}',
    '""',
    "''",
    '|',
    '>',
    '|+9',
    '|-\n',
    '- - - -',
    'a: b: c',
  ],
  ...[
    '\0',
    '\u202e',
    '\ufeff',
    '\u2028',
    '\t',
    '\r',
    '\ud83d',
    '\u{10ffff}',
    'ﷺ',
    times('é', 3000),
  ],
  ...[
    times('[', 3000),
    times('{a: ', 3000),
    times('- ', 3000),
    times('"', 3001),
    times('&a ', 3000),
  ],
  ...[times('x', 900_000), `"${times('\\n', 100_000)}"`, times(' ', 100_000), times('#', 100_000)],
  ...[
    times('*', 20_000),
    times('`', 20_001),
    times('![', 20_000),
    times('[a](', 20_000),
    times('<', 50_000),
  ],
  ...[
    times('<a ', 30_000),
    times('<!--', 20_000),
    times('> ', 5000),
    times('| a ', 10_000),
    times('_a', 20_000),
  ],
  ...[
    `$${times('\\sqrt{', 800)}$`,
    `$${times('{', 20_000)}$`,
    `$\\text${times('{', 20_000)}$`,
    times('$', 20_001),
  ],
  ...[
    `$${times('\\frac', 5000)}$`,
    `$\\def\\a{\\a\\a}\\a$`,
    '$\\href{javascript:x}{y}$',
    `$${times('x^', 3000)}$`,
  ],
  ...[
    '((a+)+)+$',
    `(${times('+', 100_000)}`,
    times('(a|a)*', 50),
    '(?<a',
    times('a -> ', 50_000),
    '(?=(a+))\\1+',
  ],
  ...[
    '<img src=http://x>',
    '![](http://x)',
    '[x](javascript:x)',
    '../../etc/passwd',
    'toString',
    '__proto__',
  ],
];
