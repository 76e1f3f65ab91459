#!/usr/bin/env node
/** The second root: the same catalogue and grader without an editor. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from './core/errors.ts';
import { BuiltInCatalogue } from './node/catalogue.ts';
import { parseWish, USAGE, UsageError } from './node/cli/arguments.ts';
import { check, list, merge, prove } from './node/cli/commands.ts';
import type { ClosableGrader } from './node/cli/grade.ts';
import type { Surroundings } from './node/cli/running.ts';
import { MachineInterpreters } from './node/python/interpreters.ts';
import { packReader } from './packs.ts';

/** The folder of the built program, `dist`, which holds the grader's Python too. */
const dist = dirname(fileURLToPath(import.meta.url));
const graders: ClosableGrader[] = [];

const surroundings: Surroundings = {
  catalogue: new BuiltInCatalogue(dirname(dist)),
  interpreters: new MachineInterpreters(),
  readPack: packReader(dirname(dist)),
  packageRoot: dist,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  onGrader: (grader) => graders.push(grader),
};

async function main(): Promise<number> {
  const wish = parseWish(process.argv.slice(2));
  switch (wish.command) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'list':
      return list(wish, surroundings);
    case 'check':
      return check(wish, surroundings);
    case 'merge':
      return merge(wish, surroundings);
    case 'prove':
      return prove(wish, surroundings);
  }
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(signal, () => {
    void Promise.all(graders.map((grader) => grader.close())).finally(() => process.exit(code));
  });
}
// `tensor-drills list | head` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  for (const grader of graders) grader.dispose();
  process.exit(141);
});

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    if (error instanceof UsageError) process.stderr.write('tensor-drills --help says more.\n');
    process.exitCode = 2;
  },
);
