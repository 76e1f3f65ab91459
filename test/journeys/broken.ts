/** A broken program's key, as the extension keeps it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokenProgram } from '../../src/core/debugging/program.ts';
import { storageOf } from '../../src/dev/workbench/settings.ts';
import { parseKey } from '../../src/protocol/broken-program.ts';
import { HistoryFile } from './history.ts';
import type { Place } from './workbench.ts';

/** What the program was broken with, as the extension keeps it. */
export function brokenProgram(place: Place): BrokenProgram {
  const key = new HistoryFile(place).attempt().broken?.key ?? '';
  const file = join(storageOf(place.userDataDir), 'code', key.slice(0, 2), key);
  const program = parseKey(readFileSync(file, 'utf8'));
  if (program === null) throw new Error(`${file} is no key`);
  return program;
}
