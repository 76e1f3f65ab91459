/** `break`: a correct program with mistakes in it, as a hand-out with its key. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakProgram } from '../core/debugging/break.ts';
import { MOST_SEED, mostMistakes, plantable } from '../core/debugging/choose.ts';
import { handedOut, type BrokenProgram } from '../core/debugging/program.ts';
import { MISTAKE_EDITS } from '../core/edits/mistake-edit.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { formatKey } from '../protocol/broken-program.ts';
import { PythonHandouts } from '../node/debugging/handout.ts';
import type { CliArgs } from './arguments.ts';
import { knownDrill, type KnownDrill } from './drills.ts';
import { Interrupted } from '../node/grading/interrupted.ts';
import { findPython, type CliEnvironment } from './running.ts';

type BreakArgs = Extract<CliArgs, { command: 'break' }>;

export async function breakDrill(args: BreakArgs, environment: CliEnvironment): Promise<number> {
  const { stdout, stderr } = environment;
  const { out } = args;
  const known = await knownDrill(args.drill, environment.catalogue, environment.readPack);
  const key = out === null ? null : `${out}.key.json`;
  for (const path of [out, key]) {
    if (path !== null && existsSync(path)) {
      throw new UserError(`${path} already exists and was left unchanged. Choose another --out.`);
    }
  }
  const program = await broken(args, known, environment);
  if (out === null || key === null) {
    stdout.write(handedOut(program));
    stderr.write(
      `Seed ${program.seed} recreates this program. --out FILE writes it with its key.\n`,
    );
    return 0;
  }
  write(out, handedOut(program));
  write(key, formatKey(program));
  const titles = program.planted.map(({ mistake }) => known.titles.get(mistake)?.title ?? mistake);
  stdout.write(
    `${out}: ${titles.length === 1 ? '1 mistake' : `${titles.length} mistakes`}, seed ${program.seed}\n`,
  );
  stdout.write(`${key}: its key; keep it to yourself\n`);
  return 0;
}

async function broken(
  args: BreakArgs,
  { id, folder, titles, own }: KnownDrill,
  environment: CliEnvironment,
): Promise<BrokenProgram> {
  const { edits } = existsSync(join(folder, MISTAKE_EDITS))
    ? await environment.readMistakeEdits(folder)
    : { edits: [] };
  const notes = [...titles.values()].filter(({ severity }) => severity === 'note');
  const described = { own, notes: notes.map((one) => one.id) };
  const most = mostMistakes(plantable(edits, described));
  if (most === 0) {
    throw new UserError(
      `${id} has no mistake of its own that is written as an edit in ${MISTAKE_EDITS}.`,
    );
  }
  if (args.mistakes > most) {
    throw new UserError(
      `A program for ${id} can have at most ${most} mistakes, but --mistakes asks for ${args.mistakes}.`,
    );
  }
  const { path: python } = await findPython(args, environment);
  const seed = args.seed ?? Math.floor(Math.random() * MOST_SEED);
  const request = { drill: id, drillFolder: folder, edits, ...described, python, seed };
  const outcome = await breakProgram(
    { ...request, mistakes: args.mistakes },
    new PythonHandouts(await environment.packageRoot()),
    environment.signal,
  );
  switch (outcome.kind) {
    case 'chosen':
      return outcome.program;
    case 'cancelled':
      throw new Interrupted();
    case 'failed':
      throw new UserError(outcome.reason);
    case 'none':
      throw new UserError(
        `None of the sets of ${args.mistakes} mistakes drawn from ${id} can be combined and still be told apart. Try another --seed, or fewer mistakes.`,
      );
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UserError(`${path} cannot be written: ${messageOf(error)}`);
  }
}
