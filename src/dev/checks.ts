/** The static checks: types, lint, format, spelling, Python. */
export interface StaticCheck {
  readonly name: string;
  /** A tool of npm's with its arguments. */
  readonly command: string;
  /** The changed files that the tool can check by themselves. Without it, the tool always checks everything. */
  readonly alone?: RegExp;
}

export const CHECKS: readonly StaticCheck[] = [
  { name: 'types', command: 'tsc -p .' },
  { name: 'types of the pages', command: 'tsc -p src/webview' },
  { name: 'types of their tests', command: 'tsc -p test/webview' },
  { name: 'lint', command: 'oxlint --format stylish .', alone: /\.tsx?$/ },
  {
    name: 'format',
    command:
      'prettier --check --log-level warn --ignore-unknown --cache --cache-strategy content --cache-location node_modules/.cache/format .',
    alone: /./,
  },
  {
    name: 'spelling',
    command:
      'cspell --no-progress --no-summary --no-must-find-files --cache --cache-location node_modules/.cache/spelling .',
    alone: /^(?!test\/).*\.(?:md|yaml|tsx?|py)$|^package\.json$/,
  },
  { name: 'python types', command: 'pyright' },
];
