/** The trees of drills and of the checklist. */
import * as vscode from 'vscode';
import type { GetServices } from '../services.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { VIEWS } from '../ids.ts';
import { DueBadge } from '../schedule/due-badge.ts';
import { ChecklistTree } from './checklist-tree.ts';
import { DrillsTree } from './drills-tree.ts';

/** `seen` is called when the Drills view is on the screen. */
export function treesFeature(
  getServices: GetServices,
  store: Disposables,
  seen: () => void,
): Feature {
  const drills = new DrillsTree(getServices);
  const view = store.add(vscode.window.createTreeView(VIEWS.drills, { treeDataProvider: drills }));
  store.add(
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) seen();
    }),
  );
  if (view.visible) seen();
  const checklist = store.add(new ChecklistTree(getServices));
  return { refreshables: [drills, checklist, new DueBadge(getServices, view)] };
}
