/** `npm run screenshots`: retakes the pictures of README, of the packaged extension in a real workbench. */
import { main } from '../dev/report.ts';
import { walkAlone } from './suites/journeys.ts';

await main(() => walkAlone('pictures', 'pictures.config.ts'));
