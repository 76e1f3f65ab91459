/** What axe finds in the real workbench. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Workbench } from './workbench.ts';

/** On our pages; neither the workbench around them nor Excalidraw's own controls are ours. */
export async function violations({ page }: Workbench): Promise<unknown[]> {
  const axe = new AxeBuilder({ page })
    .include({ fromFrames: ['iframe.webview.ready', '#active-frame', 'body'] })
    .exclude({ fromFrames: ['iframe.webview.ready', '#active-frame', '.excalidraw'] });
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes: [first] }) => [id, first?.html, first?.failureSummary]);
}
