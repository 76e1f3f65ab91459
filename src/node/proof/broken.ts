/**
 * The proof of debugging drills: of every broken program that may be handed out, a check names exactly the mistakes that
 * are left, after repairs in any order.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { candidates, mostMistakes, plantable } from '../../core/debugging/choose.ts';
import { marked, type Candidate } from '../../core/debugging/program.ts';
import type { CompiledDrill, Pack } from '../../core/pack.ts';
import { formatKey } from '../../protocol/broken-program.ts';
import { Handouts } from '../debugging/handout.ts';
import type { PythonOptions } from '../grader/asked-python.ts';
import type { TempFolder } from '../process/temp-folder.ts';
import { expecting, type Claim, type ProofTask } from './claims.ts';
import type { Proof } from './proof.ts';
import { byId } from '../grading/result.ts';

export interface BrokenOptions extends PythonOptions {
  readonly memoryMb: number;
  /** Only these, where there are any. */
  readonly drills: readonly string[];
  /** How many broken programs of each drill are drawn. */
  readonly sample: number;
  readonly seed: number;
  readonly temp: TempFolder;
  readonly onStep?: (what: string) => void;
}

/** Draws broken programs, has the grader say which may be handed out, and lists what must hold of those. */
export async function prepareBrokenProof(
  folder: string,
  pack: Pack,
  options: BrokenOptions,
): Promise<Proof> {
  const proof = { tasks: [] as ProofTask[], problems: [...pack.problems], remarks: [] as string[] };
  const handouts = new Handouts(options);
  try {
    for (const [place, one] of pack.drills.entries()) {
      const { id } = one.drill;
      if (options.drills.length > 0 && !options.drills.includes(id)) continue;
      options.onStep?.(`Breaking programs of ${id}`);
      const drillFolder = join(folder, 'coding', id);
      const drawn = draw(one, place, options);
      if (drawn.length === 0) {
        proof.remarks.push(
          `${id}: none of its mistakes is written as an edit, so its programs cannot be broken.`,
        );
        continue;
      }
      const tried = await handouts.try(drillFolder, drawn, drawn.length);
      if (tried.kind === 'cancelled') break;
      if (tried.kind === 'failed') {
        const file = join(drillFolder, 'mistakes.yaml');
        proof.problems.push({ file, line: 1, column: 1, message: tried.reason });
        continue;
      }
      proof.remarks.push(remark(id, drawn, tried.accepted));
      proof.tasks.push(
        ...tried.accepted.flatMap((all, at) => tasksOf(one, drillFolder, all, at, options)),
      );
    }
    return proof;
  } finally {
    await handouts.close();
  }
}

/**
 * As many different ones as are wanted, with one mistake, two, three and four in turn; every other drill begins with two,
 * so that one of each drill is enough for both.
 */
function draw(
  { drill, edits, summary }: CompiledDrill,
  place: number,
  { sample, seed }: BrokenOptions,
): readonly Candidate[] {
  const own = drill.ownMistakes;
  const fitting = plantable(edits, { own, notes: summary.noteIds });
  const most = mostMistakes(fitting);
  const drawn = new Map<string, Candidate>();
  // Where there are fewer, the draws soon bring nothing new.
  for (let turn = 0; turn < sample && most > 0 && drawn.size < sample; turn += 1) {
    const mistakes = 1 + ((turn + (place % 2)) % most);
    const all = candidates(fitting, own, { mistakes, seed: seed + turn });
    const fresh = all.find((one) => !drawn.has(nameOf(one)));
    if (fresh) drawn.set(nameOf(fresh), fresh);
  }
  return [...drawn.values()];
}

/** The same for the same program. */
function nameOf({ of, planted }: Candidate): string {
  return `${of} ${planted
    .map(({ flag }) => flag)
    .sort()
    .join()}`;
}

function remark(
  drill: string,
  drawn: readonly Candidate[],
  accepted: readonly Candidate[],
): string {
  const numbers = [...new Set(drawn.map(({ planted }) => planted.length))].sort((a, b) => a - b);
  const counts = numbers.map((number) => {
    const has = ({ planted }: Candidate): boolean => planted.length === number;
    return `${accepted.filter(has).length} of ${drawn.filter(has).length} with ${number} ${number === 1 ? 'mistake' : 'mistakes'}`;
  });
  return `${drill}: ${accepted.length} of ${drawn.length} broken programs can be handed out (${counts.join(', ')}).`;
}

/** A task for the base and for every set of the mistakes. */
function tasksOf(
  { drill }: CompiledDrill,
  drillFolder: string,
  candidate: Candidate,
  at: number,
  { temp, memoryMb, seed }: BrokenOptions,
): readonly ProofTask[] {
  const none = { says: [], curves: {}, figures: {} };
  const program = marked({ ...candidate, drill: drill.id, seed, report: none });
  const folder = join(temp.path, 'broken', drill.id, String(at));
  mkdirSync(folder, { recursive: true });
  const key = join(folder, 'key.json');
  writeFileSync(key, formatKey(program));
  const mistakeOf = new Map(program.planted.map(({ flag, mistake }) => [flag, mistake]));
  const file = join(drillFolder, 'mistakes.yaml');
  const all = [{ flags: [] as readonly string[], text: program.base }, ...program.programs];
  return all.map(({ flags, text }, place) => {
    const path = join(folder, `${place}.py`);
    writeFileSync(path, text);
    const what = flags.length === 0 ? `${candidate.of}, repaired` : flags.join(' + ');
    const ids = flags.flatMap((flag) => mistakeOf.get(flag) ?? []);
    const claim: Claim = { kind: 'left', ids };
    return {
      ...{ drill: drill.id, drillFolder, titles: byId(drill.mistakes), memoryMb, broken: key },
      ...{ name: `${drill.id}#${at}: ${what}`, path, file, line: 1 },
      claim,
      ...expecting(claim),
    };
  });
}
