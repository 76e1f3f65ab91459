/** In the host: how long an extension takes to activate. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** Milliseconds. */
const CALM = 3000;

/** Milliseconds. */
export async function activation({ id }: { readonly id: string }): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not installed`);
  if (extension.isActive) throw new Error(`${id} was active before it was measured`);
  // The workbench around it is still starting, and would be measured with it.
  await sleep(CALM);
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}
