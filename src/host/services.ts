/** What the features of the host share. Made once by the composition root, when first needed. */
import type { Grader, HandoutMaker, Reviewer } from '../core/ports.ts';
import type { Checks } from './check/checks.ts';
import type { PythonChoice } from './check/python.ts';
import type { RepairChecks } from './debugging/repair-checks.ts';
import type { HostServices } from './host-services.ts';
import type { Navigator } from './practice/navigator.ts';
import type { Planner } from './schedule/planner.ts';

export interface Services extends HostServices {
  readonly navigator: Navigator;
  readonly checks: Checks;
  /** The same for programs that are being repaired. */
  readonly repairs: RepairChecks;
  /** What both check with. */
  readonly grader: Grader;
  readonly handouts: HandoutMaker;
  readonly python: PythonChoice;
  readonly reviewer: Reviewer;
  readonly planner: Planner;
}

/** Resolves to the services, which the first call creates. */
export type GetServices = () => Promise<Services>;
