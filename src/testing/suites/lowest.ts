/** Runs part of a suite in the lowest VS Code that we support, in addition to the newest. */
import type { Job, JobContext } from '../suite.ts';
import { lowestRelease, vscodeOf, type Release } from '../../dev/workbench/release.ts';

/** The names of its tests end with the version. */
export function underLowest(
  title: string,
  run: (context: JobContext, release: Release) => Promise<void>,
): Job {
  const release = lowestRelease();
  const version = `VS Code ${vscodeOf(release)}`;
  return {
    title: `${title}, ${version}`,
    fetch: (provisions) => provisions.workbench(release),
    run: (context) => {
      const tell: JobContext['tell'] = (result) =>
        context.tell({ ...result, name: `${result.name} (${version})` });
      return run({ ...context, tell }, release);
    },
  };
}
