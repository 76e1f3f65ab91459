/** What VS Code in the browser has noted of its open editors, which is all that a reload finds. It does so every 5 seconds. */
import type { Page } from '@playwright/test';

export interface NotedEditor {
  /** Contains the editor's title or path. */
  readonly text: string;
  /** Whether the editor is the visible one of its group. */
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

/** The editors of all groups, at any depth of the grid. Each group lists their positions, the last used first. */
function editorsIn(grid: Grid): readonly NotedEditor[] {
  return Object.entries(grid).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    if (key !== 'editors' || !Array.isArray(value)) return editorsIn(value as Grid);
    const [active] = (grid['mru'] ?? []) as readonly number[];
    return value.map((one, at) => ({ text: JSON.stringify(one), isActive: at === active }));
  });
}
