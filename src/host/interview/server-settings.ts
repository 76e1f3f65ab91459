/** The options that the editor passes to the server for language models. */
import { dayOf } from '../../core/schedule/days.ts';
import { knownPracticeFolder, usualFolder } from '../practice/folder.ts';
import type { Services } from '../services.ts';

/** What the editor knows about the user's choices, as options of the command line. */
export async function serverSettings(services: Services): Promise<readonly string[]> {
  const { settings, packs } = services;
  const times = Object.entries(settings.times)
    .filter(([, ends]) => ends.some((end) => end !== null))
    .map(([phase, [minimum, maximum]]) => `${phase}=${minimum ?? ''}-${maximum ?? ''}`)
    .join();
  const python = await services.python.find();
  await packs.settled();
  return [
    ...['--folder', (knownPracticeFolder(services) ?? usualFolder(services)).fsPath],
    ...['--timeout', String(settings.checkTimeout), '--memory', String(settings.checkMemory)],
    ...['--retention', String(settings.retention)],
    ...(settings.interview === null ? [] : ['--interview', dayOf(settings.interview)]),
    ...(times === '' ? [] : ['--times', times]),
    ...(python.kind === 'found' ? ['--python', python.interpreter.path] : []),
    ...packs.folders.flatMap(({ path }) => ['--pack', path]),
  ];
}
