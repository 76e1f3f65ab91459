#!/usr/bin/env node
/** The second root: the same catalogue and grader without an editor. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from './core/errors.ts';
import { STORED } from './core/stored.ts';
import { BuiltInCatalogue } from './node/catalogue.ts';
import { parseCliArgs } from './cli/arguments.ts';
import { breakDrill } from './cli/break.ts';
import { cacheFolder } from './cli/cache.ts';
import { check, list, merge, prove } from './cli/commands.ts';
import { Interrupted } from './node/grading/interrupted.ts';
import { UsageError } from './cli/options.ts';
import { outdated } from './cli/outdated.ts';
import type { CliEnvironment } from './cli/running.ts';
import { show } from './cli/show.ts';
import { USAGE } from './cli/usage.ts';
import { MachineInterpreters } from './node/python/interpreters.ts';
import { packReader, readMistakeEdits } from './packs.ts';

/** The folder of the built program, `dist`, which holds the grader's Python too. */
const dist = dirname(fileURLToPath(import.meta.url));
/** As of a program that SIGPIPE ends. */
const NOBODY_READS = 141;
const interruption = new AbortController();

const catalogue = new BuiltInCatalogue(
  dirname(dist),
  join(cacheFolder(process.env), STORED.drills),
);

const environment: CliEnvironment = {
  catalogue,
  interpreters: new MachineInterpreters(),
  readPack: packReader(dirname(dist)),
  readMistakeEdits,
  packageRoot: () => catalogue.packageRoot(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: interruption.signal,
};

async function main(): Promise<number> {
  const args = parseCliArgs(process.argv.slice(2));
  switch (args.command) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'version':
      process.stdout.write(`${version()}\n`);
      return 0;
    case 'list':
      return list(args, environment);
    case 'check':
      return check(args, environment);
    case 'break':
      return breakDrill(args, environment);
    case 'merge':
      return merge(args, environment);
    case 'prove':
      return prove(args, environment);
    case 'show':
      return show(args, environment);
    case 'mcp': {
      // A file of its own, because its library is large: nobody else waits for it.
      const { serve } = await import('./mcp/serve.ts');
      return serve(args, { ...environment, root: dirname(dist), version: version() });
    }
    case 'outdated':
      return outdated(args, environment, new Date());
  }
}

/** Node reads this file as well before it runs us: without it, we would be no module. */
function version(): string {
  const text = readFileSync(join(dirname(dist), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  // Once: a second request does not wait until everything is tidied up.
  process.once(signal, () => {
    process.exitCode = code;
    interruption.abort();
  });
}
// `tensor-drills list | head` is not an error, and nothing to speak of.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exitCode = NOBODY_READS;
  interruption.abort();
});
// Nobody can be told that nobody can be told.
process.stderr.on('error', () => undefined);

main().then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: unknown) => {
    if (error instanceof Interrupted) {
      if (process.exitCode !== NOBODY_READS) process.stderr.write(`${error.message}\n`);
      return;
    }
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    if (error instanceof UsageError) process.stderr.write('See tensor-drills --help.\n');
    process.exitCode = 2;
  },
);
