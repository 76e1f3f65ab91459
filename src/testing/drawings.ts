/**
 * Draws every architecture in the real workbench, on the real board, with mouse and keyboard, and keeps the files as
 * `test/boards/drawn/<id>/*.excalidraw`: `tsx src/testing/drawings.ts [NAME]`. Takes some
 * minutes; with a name it draws those that have it in theirs.
 */
import { main } from '../dev/report.ts';
import { walkAlone } from './suites/journeys.ts';

await main(() => walkAlone('drawings', 'drawings.config.ts', process.argv[2] ?? null));
