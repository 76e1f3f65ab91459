/** Builds everything into dist/: `tsx src/dev/build.ts [--watch] [--minify]`. */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  watch as watchFolder,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, context, type BuildOptions } from 'esbuild';
import { messageOf } from '../core/errors.ts';
import { readPack } from '../content/pack.ts';
import { readYaml } from '../content/read.ts';
import { mistakesSchema } from '../content/schema.ts';
import { indexOf } from '../core/pack.ts';
import { COMPILED } from '../node/catalogue.ts';
import { archiveOf } from '../node/text-archive.ts';
import { copyFonts, shippedFonts } from './board-build.ts';
import { leaveOutUncalled } from './left-out.ts';
import { thirdPartyNotices } from './notices/notices.ts';
import { pageBuild } from './pages.ts';
import { AUTHOR_SCHEMAS, jsonSchemaOf } from './schemas.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const watch = process.argv.includes('--watch');
const shared: BuildOptions = {
  bundle: true,
  minify: process.argv.includes('--minify'),
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

const inNode: BuildOptions = {
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Libraries in CommonJS ask for Node's modules by `require`, which an ES module lacks.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
};

const targets: BuildOptions[] = [
  {
    ...shared,
    ...inNode,
    // One file, loaded in every window that activates the extension; the rest is loaded when it is first needed.
    entryPoints: [join(ROOT, 'src/extension.ts')],
    outdir: DIST,
    external: ['vscode', './features.js'],
  },
  {
    ...shared,
    ...inNode,
    entryPoints: ['features', 'worker', 'cli'].map((name) => join(ROOT, `src/${name}.ts`)),
    outdir: DIST,
    external: ['vscode'],
    // Code that several of them import is shipped once; code behind `import()` is loaded when it is first needed.
    splitting: true,
    chunkNames: 'host/[name]-[hash]',
    plugins: [leaveOutUncalled],
  },
  { ...shared, ...pageBuild('pages', join(DIST, 'webview')) },
  { ...shared, ...pageBuild('board', join(DIST, 'webview')) },
];

/** Validates and compiles the built-in content; a problem stops the build with its line and column. */
function buildContent(): void {
  const pack = readPack(join(ROOT, 'drills'));
  if (pack.problems.length > 0) {
    for (const { file, line, column, message } of pack.problems) {
      process.stderr.write(`${file}:${line}:${column} ${message}\n`);
    }
    throw new Error('The content has problems; see above.');
  }
  const { drills: _, ...index } = indexOf(pack);
  // As they are written: packs are compiled with them at run time.
  const common = join(ROOT, 'drills/coding/mistakes.yaml');
  const read = readYaml(common, readFileSync(common, 'utf8'), mistakesSchema);
  if ('value' in read) writeJson('content/common-mistakes.json', read.value);
  // In this order, because what is alike takes less space side by side.
  const parts: readonly (readonly [path: string, value: unknown])[] = [
    ...Object.entries(pack.articles).map(([id, one]) => [`articles/${id}`, one] as const),
    ...pack.orals.map(({ oral }) => [oral.id, oral] as const),
    ...pack.clinics.map(({ clinic }) => [clinic.id, clinic] as const),
    ...pack.boards.map(({ board }) => [board.id, board] as const),
    ...pack.drills.map(({ drill }) => [`coding/${drill.id}`, drill] as const),
    ['lists/guide', pack.guideMistakes],
    ['lists/index', index],
  ];
  const texts = new Map(parts.map(([path, value]) => [path, JSON.stringify(value)]));
  write(relative('dist', COMPILED), archiveOf(texts, !watch));
}

function writeJson(path: string, value: unknown): void {
  write(path, JSON.stringify(value));
}

function write(path: string, text: string | Buffer): void {
  const file = join(DIST, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function buildEverythingElse(): void {
  buildContent();
  for (const one of AUTHOR_SCHEMAS) writeJson(`schemas/${one.name}.json`, jsonSchemaOf(one));
  copyFonts(join(DIST, 'webview'));
  cpSync(join(ROOT, 'src/grader'), join(DIST, 'grader'), {
    recursive: true,
    filter: (path) => !path.includes('__pycache__') && !path.endsWith('.md'),
  });
}

/** Rebuilds on every change until stopped; the lines tell VS Code's task when a build begins and ends. */
async function keepBuilding(): Promise<void> {
  process.stdout.write('building\n');
  buildEverythingElse();
  for (const target of targets) await (await context(target)).watch();
  process.stdout.write('built\n');
  const again = (_event: string, file: string | null): void => {
    if (file === null || file.endsWith('.pyc')) return;
    process.stdout.write('building\n');
    try {
      buildEverythingElse();
    } catch (error) {
      process.stderr.write(`${messageOf(error)}\n`);
    }
    process.stdout.write('built\n');
  };
  for (const folder of ['drills', 'src/grader']) {
    watchFolder(join(ROOT, folder), { recursive: true }, again);
  }
}

rmSync(DIST, { recursive: true, force: true });
if (watch) {
  await keepBuilding();
} else {
  buildEverythingElse();
  const built = await Promise.all(targets.map((target) => build(target)));
  const metafiles = built.flatMap(({ metafile }) => metafile ?? []);
  write('THIRD-PARTY-NOTICES.txt', thirdPartyNotices(metafiles, shippedFonts()));
}
