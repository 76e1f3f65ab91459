/** In the host: an hour of practice without the pauses, and what it leaves in memory. */
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { beginDrill, check, write } from './desk.ts';

/** Milliseconds for closed pages to be released. */
const CALM = 2000;

interface Session {
  readonly drill: string;
  /** What is checked in turns. */
  readonly programs: readonly string[];
  readonly checks: number;
  /** Commands with their arguments, each of which opens a page. */
  readonly pages: readonly (readonly [command: string, argument?: string])[];
  readonly board: readonly [command: string, argument: string];
}

/** Bytes in use after garbage collection. */
export interface SessionMemory {
  readonly before: number;
  readonly after: number;
}

export async function session(what: Session): Promise<SessionMemory> {
  const editor = await beginDrill(what.drill);
  await write(editor, what.programs[0] ?? '');
  await check(what.drill);
  // A system design is a Markdown file, for which VS Code's own extension loads 16 MB into the same host.
  await vscode.extensions.getExtension('vscode.markdown-language-features')?.activate();
  const before = await used();
  for (let round = 0; round < what.checks; round += 1) {
    const program = what.programs[round % what.programs.length] ?? '';
    await write(editor, `${program}\n# round ${round}\n`);
    await check(what.drill);
  }
  for (const page of [...what.pages, what.board]) {
    await vscode.commands.executeCommand(...page);
    await sleep(CALM);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  return { before, after: await used() };
}

async function used(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // One collection finalises objects, the next frees them.
  for (let time = 0; time < 3; time += 1) {
    await sleep(CALM / 4);
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
