/**
 * A process that appends to a history, for tests: `append-events.ts <file> <name> <count>`. It says `ready`, waits
 * for a line on stdin so that several begin together, and prints the id of each event after it was appended.
 */
import { once } from 'node:events';
import { FileHistory } from '../../src/node/history.ts';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
const history = new FileHistory({
  file,
  onProblem: (message) => process.stderr.write(`${message}\n`),
});
process.stdout.write('ready\n');
await once(process.stdin, 'data');
for (let i = 0; i < Number(count); i += 1) {
  // Lines of very different lengths, so that mixed ones would show.
  const item = `${name}-${i}-${'x'.repeat((i * 131) % 3000)}`;
  process.stdout.write(`${history.append({ kind: 'item-ticked', item, on: true }).id}\n`);
}
history.dispose();
process.exit();
