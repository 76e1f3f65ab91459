/** Property tests have the same cases in every run, so that a failure comes again; a soak tries ten times as many new ones. */
import fc from 'fast-check';
import { SOAK } from './sample.ts';

fc.configureGlobal(SOAK ? { numRuns: 1000 } : { seed: 2026 });
