/** An interview over the content that ships, with a history of its own, a clock that the test moves, and checks that say what it wants. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { ClockHeartbeat } from '../../../src/core/clock-heartbeat.ts';
import type { ContentIndex } from '../../../src/core/content.ts';
import type { Attempt } from '../../../src/core/ledger.ts';
import { Interview } from '../../../src/core/interview/interview.ts';
import type { InterviewServices } from '../../../src/core/interview/services.ts';
import { callTool, type Reply, type ToolName } from '../../../src/core/interview/tools.ts';
import type { Verdict } from '../../../src/core/ports.ts';
import { Random } from '../../../src/core/random.ts';
import { BuiltInCatalogue } from '../../../src/node/catalogue.ts';
import { DiskCodeStore } from '../../../src/node/code-store.ts';
import { DiskPracticeFiles } from '../../../src/node/practice-files.ts';
import { readMistakeEdits } from '../../../src/packs.ts';
import { formatKey, parseKey } from '../../../src/protocol/broken-program.ts';
import { reviewDesign } from '../../../src/review/design/review.ts';
import { temporaryFolder } from '../../node/folders.ts';
import { open } from '../../node/open-history.ts';
import { ROOT } from '../../python.ts';
import { SOAK } from '../../sample.ts';

export const catalogue = new BuiltInCatalogue(ROOT, tmpdir());
export const index: ContentIndex = await catalogue.index();

export interface Desk {
  readonly interview: Interview;
  readonly services: InterviewServices;
  readonly folder: string;
  readonly call: (name: ToolName, input?: object) => Promise<Reply>;
  /** The newest attempt at the exercise. */
  readonly attempt: (id: string) => Attempt | null;
  readonly pass: (seconds: number) => void;
  /** The next checks find these; none means that they pass. */
  readonly find: (mistakes: readonly string[]) => void;
}

/** Programs are broken at random: in the same way in every run, but for a soak. */
function breakAlike(): void {
  if (SOAK) return;
  const random = new Random(2026);
  const spy = vi.spyOn(Math, 'random').mockImplementation(() => random.fraction());
  onTestFinished(() => spy.mockRestore());
}

export function desk(more: Partial<InterviewServices> = {}): Desk {
  breakAlike();
  const folder = temporaryFolder();
  let time = Date.UTC(2026, 10, 25, 10);
  let finds: readonly string[] = [];
  const now = (): number => time;
  const history = open(join(folder, 'history.jsonl'), { now });
  const lease = { hold: () => undefined, holder: () => null };
  const codes = new DiskCodeStore(join(folder, 'code'));
  const services: InterviewServices = {
    ...{ catalogue, index, history, lease, codes, readMistakeEdits, now },
    heartbeat: new ClockHeartbeat({ history, lease, now }),
    log: { info: () => undefined },
    files: new DiskPracticeFiles(),
    grader: {
      warm: () => undefined,
      check: () => Promise.resolve(verdictOf(finds)),
      dispose: () => undefined,
    },
    handouts: {
      make: ({ candidates: [candidate] }) =>
        Promise.resolve(
          candidate === undefined
            ? { kind: 'none', refused: {} }
            : {
                ...{ kind: 'chosen', candidate, refused: {} },
                report: { says: ['The loss does not move.'], curves: {}, figures: {} },
              },
        ),
    },
    reviewer: { design: (text) => Promise.resolve(reviewDesign(text)) },
    schedule: { retention: 0.9, interview: null },
    times: {},
    memoryMb: 4096,
    restricted: null,
    pathOf: (name) => join(folder, name),
    python: () => Promise.resolve('python'),
    broken: async (key) => parseKey((await codes.get(key)) ?? ''),
    keyOf: formatKey,
    ...more,
  };
  const interview = new Interview(services);
  return {
    ...{ interview, services, folder },
    call: (name, input = {}) => callTool(interview, name, input),
    attempt: (id) => history.ledger.latest(id),
    pass: (seconds) => {
      // In beats, as time passes for the keeper of a clock.
      for (let left = seconds; left > 0; left -= 30) {
        time += Math.min(left, 30) * 1000;
        services.heartbeat.beat();
      }
    },
    find: (mistakes) => (finds = mistakes),
  };
}

function verdictOf(mistakes: readonly string[]): Verdict {
  const failed = mistakes.length > 0;
  return {
    outcome: 'graded',
    passed: !failed,
    checks: [
      {
        ...{ id: 'stage', title: 'Stage', status: failed ? 'failed' : 'passed' },
        ...{ message: null, line: null, expected: null, actual: null, mistake: null },
      },
    ],
    mistakes: mistakes.map((id) => ({ id, line: 3, message: 'This was observed.' })),
    output: '',
    outputTruncated: false,
    durationMs: 1,
  };
}

export function textOf(drill: string, name: string): string {
  return readFileSync(join(ROOT, 'drills/coding', drill, name), 'utf8');
}
