/** The trees of drills and of the checklist. */
import type { Feature } from '../feature.ts';
import { VIEWS } from '../ids.ts';
import type { Host, Surfaces } from '../late/host.ts';
import { DueBadge } from '../schedule/due-badge.ts';
import type { GetServices } from '../services.ts';
import { ChecklistTree } from './checklist-tree.ts';
import { DrillsTree } from './drills-tree.ts';

export function treesFeature(
  { drillsView, checklistView }: Pick<Surfaces, 'drillsView' | 'checklistView'>,
  getServices: GetServices,
): Feature & Pick<Host, 'tick'> {
  const drills = new DrillsTree(getServices);
  const checklist = new ChecklistTree(getServices, checklistView);
  return {
    trees: { [VIEWS.drills]: drills, [VIEWS.checklist]: checklist },
    tick: (rows) => checklist.tick(rows),
    refreshables: [drills, checklist, new DueBadge(getServices, drillsView)],
  };
}
