/** `history-process.mjs <root>`: what a long history costs in the Node that runs this, as JSON on stdout. */
import { tmpdir } from 'node:os';
import { BuiltInCatalogue } from '../../node/catalogue.ts';
import { benchHistory } from './history-speed.ts';

const [root = ''] = process.argv.slice(2);
const rows = benchHistory(await new BuiltInCatalogue(root, tmpdir()).index());
process.stdout.write(JSON.stringify({ node: process.version, rows }));
