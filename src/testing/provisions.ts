/** What suites need before they can begin. Each thing is found, installed or built once, when the first suite asks for it. */
import type { Interpreter } from '../core/ports.ts';
import { buildExtension, packExtension } from '../dev/package.ts';
import type { Processes } from '../dev/process/processes.ts';
import { provideTestPythons, type TestPythons } from '../dev/python/provide.ts';
import { timed, type Say } from '../dev/report.ts';
import { provideChromium } from '../dev/workbench/chromium.ts';
import { installWorkbench } from '../dev/workbench/install.ts';
import type { Installation, Release } from '../dev/workbench/release.ts';

export interface Provisions {
  /** The Pythons whose torch versions tests cover, the newest first, and why any is missing. */
  pythons(): Promise<TestPythons>;
  /** One with torch, for everything that does not depend on the version. */
  python(): Promise<Interpreter>;
  /** The path of a Chromium. */
  chromium(): Promise<string>;
  workbench(release: Release): Promise<Installation>;
  /** Builds everything into dist/. */
  build(): Promise<void>;
  /** The path of the packed extension. */
  vsix(): Promise<string>;
}

export function provisions(processes: Processes, say: Say): Provisions {
  const pythons = once(() => provideTestPythons(processes, say));
  const workbenches = new Map<string, Promise<Installation>>();
  const build = once(() => timed(say, 'Building the extension', () => buildExtension(processes)));
  return {
    pythons,
    build,
    python: async () => {
      const { interpreters, missing } = await pythons();
      const [first] = interpreters;
      if (first !== undefined) return first;
      throw new Error(missing.join('\n'));
    },
    chromium: once(() => provideChromium(processes, say)),
    workbench: (release) => {
      const made = workbenches.get(release.version) ?? installWorkbench(release, processes, say);
      workbenches.set(release.version, made);
      return made;
    },
    vsix: once(async () => {
      await build();
      return packExtension(processes);
    }),
  };
}

export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
