/** Builds and packs the extension. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { writePackedFiles } from './packed-files.ts';
import { ROOT, TOOLS, VSIX } from './places.ts';
import { lastWords, succeeded, type Processes } from './process/processes.ts';

/** The limit on what every user downloads. Lower it whenever the package has become smaller. */
const MOST_BYTES = 2_500_000;

/** Builds everything into dist/, as it is shipped. */
export async function buildExtension(processes: Processes): Promise<void> {
  const built = await processes.run(
    process.execPath,
    [join('node_modules', 'tsx', 'dist', 'cli.mjs'), join('src', 'dev', 'build.ts'), '--minify'],
    { cwd: ROOT },
  );
  if (succeeded(built)) return;
  throw new UserError(
    `The build failed; use \`npm run build\` to run it on its own.\n${lastWords(built)}`,
  );
}

/** Packs what was built, and returns the path. Refuses a package that has grown too large. */
export async function packExtension(processes: Processes): Promise<string> {
  mkdirSync(TOOLS, { recursive: true });
  writePackedFiles();
  const packed = await processes.run(
    process.execPath,
    [join('node_modules', '@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies', '-o', VSIX],
    { cwd: ROOT },
  );
  if (!succeeded(packed)) {
    throw new UserError(
      `Packing failed; use \`npm run package\` to run it on its own.\n${lastWords(packed)}`,
    );
  }
  const { size } = statSync(VSIX);
  if (size <= MOST_BYTES) return VSIX;
  throw new UserError(
    `The package has ${size.toLocaleString('en')} bytes, but may have ${MOST_BYTES.toLocaleString('en')}. \`npm run bench -- --only sizes\` shows what is large.`,
  );
}
