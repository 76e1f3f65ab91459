/** What VS Code in the browser has noted of its open editors, which is all that a reload finds. It does so every 5 seconds. */
import type { Page } from '@playwright/test';

/** An open editor as it is noted. */
export interface NotedEditor {
  /** Its title or path is somewhere in it. */
  readonly text: string;
  /** Whether it is the one of its group that is seen. */
  readonly isActive: boolean;
}

export async function notedEditors(page: Page): Promise<readonly NotedEditor[]> {
  const noted = await page.evaluate(readNoted);
  return noted === null ? [] : editorsIn(JSON.parse(noted) as Grid);
}

/** Runs in the page. */
async function readNoted(): Promise<string | null> {
  const result = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(request.error?.message));
    });
  const found = (await indexedDB.databases()).find(({ name = '' }) =>
    /^vscode-web-state-db-(?!global)/.test(name),
  );
  if (found?.name === undefined) return null;
  const database = await result(indexedDB.open(found.name));
  try {
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    const value: unknown = await result(items.get('memento/workbench.parts.editor'));
    return typeof value === 'string' ? value : null;
  } finally {
    database.close();
  }
}

type Grid = Readonly<Record<string, unknown>>;

/** Wherever the grid of editor groups has them; each group lists their places, the last used first. */
function editorsIn(grid: Grid): readonly NotedEditor[] {
  return Object.entries(grid).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    if (key !== 'editors' || !Array.isArray(value)) return editorsIn(value as Grid);
    const [active] = (grid['mru'] ?? []) as readonly number[];
    return value.map((one, at) => ({ text: JSON.stringify(one), isActive: at === active }));
  });
}
