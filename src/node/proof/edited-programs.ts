/** Programs that are stored as edits, written out so that Python can run them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MistakeEdit } from '../../core/edits/mistake-edit.ts';

export interface WrittenEdit {
  readonly edit: MistakeEdit;
  readonly path: string;
}

/** Writes each as `<name>.py` into the folder, which is made where it is missing. */
export function writeEdits(folder: string, edits: readonly MistakeEdit[]): readonly WrittenEdit[] {
  if (edits.length === 0) return [];
  mkdirSync(folder, { recursive: true });
  return edits.map((edit) => {
    const path = join(folder, `${edit.name}.py`);
    writeFileSync(path, edit.program);
    return { edit, path };
  });
}
