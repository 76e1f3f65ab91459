/** The trees of drills and of the checklist. */
import * as vscode from 'vscode';
import type { Ready } from '../app.ts';
import type { Disposables } from '../disposables.ts';
import type { Feature } from '../feature.ts';
import { VIEWS } from '../ids.ts';
import { DueBadge } from '../schedule/due-badge.ts';
import { ChecklistTree } from './checklist-tree.ts';
import { DrillsTree } from './drills-tree.ts';

export function treesFeature(ready: Ready, store: Disposables): Feature {
  const drills = new DrillsTree(ready);
  const view = store.add(vscode.window.createTreeView(VIEWS.drills, { treeDataProvider: drills }));
  const checklist = store.add(new ChecklistTree(ready));
  return { pictures: [drills, checklist, new DueBadge(ready, view)] };
}
