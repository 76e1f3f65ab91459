/** The trees of drills and of the checklist. */
import type * as vscode from 'vscode';
import type { Feature } from '../feature.ts';
import { VIEWS } from '../ids.ts';
import { DueBadge } from '../schedule/due-badge.ts';
import type { GetServices } from '../services.ts';
import { ChecklistTree } from './checklist-tree.ts';
import { DrillsTree } from './drills-tree.ts';

interface Views {
  readonly drillsView: vscode.TreeView<unknown>;
  readonly checklistView: vscode.TreeView<unknown>;
}

export function treesFeature(
  { drillsView, checklistView }: Views,
  getServices: GetServices,
): Feature {
  const drills = new DrillsTree(getServices);
  const checklist = new ChecklistTree(getServices, checklistView);
  return {
    trees: { [VIEWS.drills]: drills, [VIEWS.checklist]: checklist },
    refreshables: [drills, checklist, new DueBadge(getServices, drillsView)],
  };
}
