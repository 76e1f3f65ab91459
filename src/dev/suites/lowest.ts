/** A part of a suite that is run in the lowest VS Code that we support, beside the newest. */
import type { Job, JobContext } from '../testing/suite.ts';
import { lowestRelease, vscodeOf, type Release } from '../workbench/release.ts';

/** Its tests have the version in their names. */
export function underLowest(
  title: string,
  run: (workshop: JobContext, release: Release) => Promise<void>,
): Job {
  const release = lowestRelease();
  const version = `VS Code ${vscodeOf(release)}`;
  return {
    title: `${title}, ${version}`,
    fetch: (provisions) => provisions.workbench(release),
    run: (workshop) => {
      const tell: JobContext['tell'] = (result) =>
        workshop.tell({ ...result, name: `${result.name} (${version})` });
      return run({ ...workshop, tell }, release);
    },
  };
}
