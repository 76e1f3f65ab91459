/** When a test counts as hanging. Nothing here says how fast anything should be. */

/** How many times slower this machine is than an idle one with two fast cores; `npm test` measures it when it starts. */
export const SLOWNESS = Math.max(1, Number(process.env['TENSOR_DRILLS_TEST_SLOWNESS'] ?? 1));

/** Milliseconds after which nobody waits any longer: for one test, or for one thing that must be seen. */
export const HANGS_MS = 180_000 * SLOWNESS;
