/** The names of all mistakes, as the contract fixes them: files, events and verdicts of users carry them for good. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const COMMON: readonly string[] = [
  'not-implemented',
  'syntax-error',
  'import-missing',
  'raises',
  'missing-definition',
  'wrong-output-shape',
  'uses-builtin',
  'parameters-not-registered',
  'dead-parameter',
  'shape-print-missing',
  'times-out',
];

const LISTS = parse(
  readFileSync(join(import.meta.dirname, 'mistake-ids.yaml'), 'utf8'),
) as Readonly<Record<string, string>>;

export const BY_DRILL: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(LISTS).map(([drill, ids]) => [drill, ids.split(' ')]),
);

/** Told, but no reason to fail. */
export const NOTES: readonly string[] = [
  'shape-print-missing',
  'conv-bias-with-bn',
  'dtype-changed',
  'mask-on-wrong-device',
  'decay-after-update',
  'variance-cancels',
  'bias-added',
  'half-precision-statistics',
  'convergence-unchecked',
  'ties-arbitrary',
  'loop-over-pairs',
  'graph-kept',
  'device-ignored',
  'running-var-biased',
  'recursion-limit',
  'grad-replaced',
  'aux-loss-first-choice',
  'halves-concatenated',
  'positions-without-class-token',
];
