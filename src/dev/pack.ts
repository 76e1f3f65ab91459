/** `npm run package`: builds and packs the extension, and says where it is. */
import { buildExtension, packExtension } from './package.ts';
import { Processes } from './process/processes.ts';
import { main, say, timed } from './report.ts';

await main(async () => {
  const processes = new Processes();
  processes.endWithUs();
  await timed(say, 'Building the extension', () => buildExtension(processes));
  say(await timed(say, 'Packing it', () => packExtension(processes)));
  return 0;
});
