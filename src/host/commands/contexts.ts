/** The palette's context keys, and those that are remembered from one window to the next. */
import * as vscode from 'vscode';
import { NOTHING_YET, type LastingContexts } from '../../core/palette.ts';
import { CONTEXTS } from '../ids.ts';

/** The key of the global state under which the lasting facts are kept. */
export const CONTEXT_MEMORY = 'palette';

export type ContextValues = Readonly<Partial<Record<keyof typeof CONTEXTS, string | boolean>>>;

/**
 * Until the extension is activated, a window has none of our context keys. The palette then lists the commands that start
 * something, the check of a Python file, and the commands that export the history. On activation, the lasting facts come
 * from memory at once, because the history is read only when something asks for it.
 */
export function tellRemembered(memory: vscode.Memento): void {
  setContexts({
    awake: true,
    ...NOTHING_YET,
    ...memory.get<Partial<LastingContexts>>(CONTEXT_MEMORY),
  });
}

export function setContexts(values: ContextValues): void {
  for (const [name, value] of Object.entries(values)) {
    const key = CONTEXTS[name as keyof typeof CONTEXTS];
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
