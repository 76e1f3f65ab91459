/** Show Hint: the next of a drill's hints, opened on its page. */
import { UserError } from '../../core/errors.ts';
import type { ToPage } from '../../protocol/drill-page.ts';
import type { ShownPage } from '../panels/page-panel.ts';
import type { Services } from '../services.ts';

/** Opens the next hint of the attempt and shows it on the page. */
export async function showHint(
  services: Pick<Services, 'catalogue' | 'history'>,
  page: ShownPage<ToPage>,
  drill: string,
): Promise<void> {
  const attempt = services.history.ledger.latest(drill);
  if (!attempt) throw new UserError('First start the drill with "Begin a Coding Drill".');
  const { hints } = await services.catalogue.drill(drill);
  if (hints.length === 0) throw new UserError('There are no hints for this drill.');
  const next = hints.findIndex((_, index) => !attempt.hints.has(index));
  if (next >= 0) {
    services.history.append({ kind: 'hint-opened', attempt: attempt.id, hint: next });
  }
  await page.show(drill, { type: 'reveal', target: { kind: 'hints' } });
  if (next < 0) throw new UserError('All hints are already open on the page beside your code.');
}
