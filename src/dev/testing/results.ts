/** What test programs tell while they run: a line of JSON for each test, appended to a file that we read on and on. */
import { appendFileSync, closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

/** Names the file for the programs. */
export const RESULTS = 'TENSOR_DRILLS_TEST_RESULTS';

const RESULT = v.object({
  name: v.string(),
  /** Flaky: failed, then passed when it was run again. It counts as failed. */
  outcome: v.picklist(['passed', 'failed', 'flaky', 'skipped']),
  ms: v.number(),
  /** Why it failed or was skipped. */
  detail: v.optional(v.string()),
});
export type TestResult = v.InferOutput<typeof RESULT>;

/** Tells of one test, where somebody wants to know. */
export function tell(result: TestResult, file = process.env[RESULTS]): void {
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** A file for the results of one program. */
export class ResultsFile {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tensor-drills-results-'));
  readonly path = join(this.#folder, 'results.jsonl');
  readonly #file = openSync(this.path, 'a+');
  #at = 0;
  #rest: Buffer = Buffer.alloc(0);

  /** What was told since the last time. A line that is not whole yet waits for the next. */
  read(): readonly TestResult[] {
    const block = Buffer.alloc(1 << 16);
    for (;;) {
      const length = readSync(this.#file, block, 0, block.length, this.#at);
      if (length === 0) break;
      this.#at += length;
      this.#rest = Buffer.concat([this.#rest, block.subarray(0, length)]);
    }
    const end = this.#rest.lastIndexOf('\n') + 1;
    const lines = this.#rest.subarray(0, end).toString().split('\n');
    this.#rest = this.#rest.subarray(end);
    return lines.filter((line) => line !== '').map((line) => v.parse(RESULT, JSON.parse(line)));
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
