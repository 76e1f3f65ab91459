/** `npm run screenshots`: takes the pictures of README anew, of the packaged extension in a real workbench. */
import { Processes } from './process/processes.ts';
import { main, say } from './report.ts';
import { walk } from './suites/journeys.ts';

await main(async () => {
  const processes = new Processes();
  processes.endWithUs();
  const { passed, failed } = await walk({ processes, say }, 'pictures.config.ts');
  say(`${passed} pictures taken, ${failed} not`);
  return failed > 0 ? 1 : 0;
});
