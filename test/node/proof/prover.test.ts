import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { PackProver } from '../../../src/node/proof/prover.ts';
import { packReader } from '../../../src/packs.ts';
import { HANGS_MS } from '../../limits.ts';
import { ATTENTION, PACKAGE_ROOT, ROOT, testPython } from '../../python.ts';
import { expectNothingLeft } from '../grader/processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'prover-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('proving a pack', () => {
  it('ends at once when it is cancelled, with nothing left', async () => {
    const drill = join(folder, 'coding/mine');
    cpSync(ATTENTION, drill, {
      recursive: true,
      filter: (path) => !/(correct|mistakes)[\\/]|mistakes\.yaml|__pycache__/.test(path),
    });
    const sign = join(folder, 'sign');
    writeFileSync(
      join(drill, 'solution.py'),
      `open(${JSON.stringify(sign)}, "w").close()\nimport time\ntime.sleep(3600)\n`,
    );
    const prover = new PackProver(packReader(ROOT), PACKAGE_ROOT, () => undefined);
    const abort = new AbortController();
    const proven: string[] = [];
    const proving = prover.prove(
      { folder, python: testPython(), timeoutMs: 3_600_000, memoryMb: 4096 },
      { onStep: () => undefined, onProven: ({ file }) => proven.push(file) },
      abort.signal,
    );
    await vi.waitFor(() => expect(existsSync(sign)).toBe(true), { timeout: HANGS_MS });
    abort.abort();
    expect(await proving).toEqual([]);
    expect(proven).not.toContain(join(drill, 'solution.py'));
    await expectNothingLeft();
  });
});
