/** Modules that the host imports with `import()` become files of their own: they are read when first needed. */
import { basename, join, resolve } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { ROOT } from './places.ts';

/** Large, and needed by few: whoever only codes never reads them. */
const LAZY = ['src/core/board/review.ts', 'src/core/design-review.ts', 'src/content/pack.ts'].map(
  (path) => join(ROOT, path),
);

/** Leaves the import of such a module in place, as one of the file that {@link lazyBuilds} makes of it. */
export const lazyModules: Plugin = {
  name: 'lazy-modules',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      if (kind !== 'dynamic-import' || !LAZY.includes(file)) return undefined;
      return { path: `./${outputOf(file)}`, external: true };
    });
  },
};

/** One build for each of them, into `outdir`. */
export function lazyBuilds(outdir: string): readonly BuildOptions[] {
  return LAZY.map((file) => ({
    entryPoints: [file],
    outfile: join(outdir, outputOf(file)),
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  }));
}

function outputOf(file: string): string {
  const name = basename(file, '.ts');
  const folder = basename(join(file, '..'));
  return `${folder === 'core' ? name : `${folder}-${name}`}.cjs`;
}
