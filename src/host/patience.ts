/** Work that is usually quick: only if it takes longer than a second does it show progress, and can be cancelled. */
import * as vscode from 'vscode';

const PATIENCE_MS = 1000;

/** Resolves to the result of `work`; `stop` ends it, if it can be ended. */
export async function patiently<T>(
  title: string,
  work: () => Promise<T>,
  stop?: AbortController,
): Promise<T> {
  const running = work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE_MS);
  });
  const first = await Promise.race([running.then(() => 'done' as const), late]);
  clearTimeout(timer);
  if (first === 'done') return running;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress(
    { location, title, cancellable: stop !== undefined },
    (_progress, token) => {
      token.onCancellationRequested(() => stop?.abort());
      return running;
    },
  );
}
