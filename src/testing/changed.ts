/** What a change can break, as the parts of suites to run. */
import { WHOLE, type Selection } from './suite.ts';

export type SuiteName = 'check' | 'unit' | 'grader' | 'vscode' | 'journeys';
type Parts = Partial<Record<SuiteName, readonly string[]>>;

/** A rule says what a changed file can break beyond the tests that import it. */
interface Rule {
  readonly files: RegExp;
  /** Parts of names of test files, drills and the grader's tests; the groups of `files` come in. */
  readonly breaks: (...groups: readonly string[]) => Parts;
}

/** Small drills of each kind: a function, a module, an object, a procedure. */
const SAMPLE = ['softmax', 'scaled-dot-product-attention', 'adamw', 'gradient-accumulation'];

const RULES: readonly Rule[] = [
  {
    files: /^drills\/coding\/([^/]+)\//,
    breaks: (id) => ({
      unit: ['test/drills/', 'test/content/mistake-edits'],
      grader: [`drills/coding/${id}`],
    }),
  },
  {
    files: /^drills\/(?!coding\/[^/]+\/)/,
    breaks: () => ({ unit: ['test/drills/', 'test/content/', 'test/boards/'] }),
  },
  {
    files: /^src\/grader\/(\w+)\.py$/,
    breaks: () => ({
      unit: ['test/node/grader/', 'test/drills/guide'],
      grader: ['test_', ...SAMPLE.map((id) => `drills/coding/${id}`)],
    }),
  },
  { files: /^test\/grader\/(test_\w+)\.py$/, breaks: (name) => ({ grader: [name] }) },
  { files: /^test\/grader\/(?!test_)/, breaks: () => ({ grader: ['test_'] }) },
  { files: /^src\/webview\/drill\//, breaks: () => ({ unit: ['test/webview/page-'] }) },
  { files: /^src\/webview\/(?!drill\/|shared\/)(\w+)\//, breaks: (page) => pageTests(page) },
  { files: /^(?:src\/webview\/shared\/|media\/.*css$)/, breaks: () => pageTests('') },
  { files: /^test\/webview\/(?!.*\.test\.ts$)/, breaks: () => pageTests('') },
  {
    files: /^src\/(?:extension\.ts|features\.ts|compose\.ts|host\/(?:(\w+)\/)?[\w-]+\.ts)$/,
    breaks: (room = '') => ({
      unit: ['test/host/'],
      vscode: ['activation', ...(room === '' ? [] : [`test/vscode/${room}`])],
    }),
  },
  {
    files: /^test\/vscode\/([\w-]+)\.test\.ts$/,
    breaks: (name) => ({ vscode: [`/${name}.test`] }),
  },
  {
    files: /^test\/journeys\/([\w-]+)\.journey\.ts$/,
    breaks: (name) => ({ journeys: [`/${name}.journey`] }),
  },
  { files: /^src\//, breaks: () => ({ unit: ['test/walls'] }) },
  {
    files: /^(?:docs\/|README\.md$|CHANGELOG\.md$|drills\/example\/)/,
    breaks: () => ({ unit: ['test/docs/', 'test/drills/guide', 'test/cli/recipe'] }),
  },
];

/** Files that decide how everything is built and tested. */
const EVERYTHING =
  /^(?:package(?:-lock)?\.json|vitest\.config\.ts|tsconfig\.json|src\/dev\/build\.ts)$/;

/** By suite; a suite that nothing can break is absent. */
export function selectionsFor(files: readonly string[]): ReadonlyMap<SuiteName, Selection> {
  const found = new Map<SuiteName, Set<string>>();
  const add = (suite: SuiteName, parts: readonly string[]): void => {
    found.set(suite, new Set([...(found.get(suite) ?? []), ...parts]));
  };
  if (files.length === 0) return new Map();
  if (files.some((file) => EVERYTHING.test(file))) {
    const all: readonly SuiteName[] = ['check', 'unit', 'grader', 'vscode', 'journeys'];
    return new Map(all.map((suite) => [suite, WHOLE]));
  }
  add('check', []);
  if (files.some((file) => /\.(?:ts|tsx)$/.test(file))) add('unit', []);
  for (const file of files) {
    for (const rule of RULES) {
      const groups = rule.files.exec(file)?.slice(1);
      if (groups === undefined) continue;
      for (const [suite, parts] of Object.entries(rule.breaks(...groups)) as [
        SuiteName,
        string[],
      ][]) {
        add(suite, parts);
      }
    }
  }
  return new Map(
    [...found].map(([suite, parts]) => [suite, { ...WHOLE, files: [...parts], changed: files }]),
  );
}

function pageTests(page: string): Parts {
  return { unit: [`test/webview/${page}`] };
}
