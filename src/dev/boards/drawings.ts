/**
 * Draws every architecture in the real workbench, on the real board, with mouse and keyboard, and keeps the files as
 * `test/boards/<id>/good/drawn-*.excalidraw`: `tsx src/dev/boards/drawings.ts`. Takes some minutes;
 * `TENSOR_DRILLS_TEST_GREP=gan` draws one.
 */
import { Processes } from '../process/processes.ts';
import { main, say } from '../report.ts';
import { walk } from '../suites/journeys.ts';

await main(async () => {
  const processes = new Processes();
  processes.endWithUs();
  const { passed, failed } = await walk({ processes, say }, 'drawings.config.ts');
  say(`${passed} architectures drawn, ${failed} not`);
  return failed > 0 ? 1 : 0;
});
