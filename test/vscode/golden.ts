/** Transcripts that were read by people, in test/vscode/transcripts. Delete one, and the next run writes it anew. */
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './desk.ts';
import { extension } from './extension.ts';

export function isGolden(name: string, transcript: string): void {
  const golden = join(extension().extensionPath, 'test/vscode/transcripts', `${name}.md`);
  const text = `${steady(transcript)}\n`;
  const isNew = !existsSync(golden);
  if (isNew) writeFileSync(golden, text);
  assert.equal(text, read(golden));
  assert.ok(!isNew, `${golden} was missing and has been written: read it`);
}

/** The same on every machine: without times, and what is due by the clock. */
function steady(transcript: string): string {
  return transcript
    .replace(/(?<!recommended |–)\b\d+:\d\d\b(?!–)/g, '0:00')
    .replaceAll(', which is over', '')
    .replace(/Points due so far:\n(?:- \[[ x]\] .*\n)*/g, '');
}
