/** The results of test programs: each appends a line of JSON for each test to a file that we follow while it runs. */
import { appendFileSync, closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

/** The environment variable that names the file. */
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

/** Appends the result of one test, if a file is named. */
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

  /** The results since the last call. An incomplete line is left for the next call. */
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
