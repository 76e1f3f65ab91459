/**
 * A process that writes to a history, for tests: `writer.ts <file> <name> <count>`. It says `ready`, waits for a line on
 * stdin so that several begin together, and says the id of each event once the history has it. With `long` for a count
 * it imports many long events instead, in one write, and is killed in the middle of that by a thread of its own.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { ulid } from 'ulid';
import { EVENT_VERSION, type Event } from '../../src/core/events.ts';
import { FileHistory } from '../../src/node/history.ts';

const [file = '', name = '', count = ''] = process.argv.slice(2);
const history = new FileHistory({ file, onProblem: (message) => say('problem', message) });
if (count === 'long') {
  const events = Array.from({ length: 300 }, (_, i): Event => {
    return { v: EVENT_VERSION, id: ulid(), at: Date.now(), ...tick(i, 3000) };
  });
  await killer();
  await history.adopt(events);
  say('saved', ...events.map(({ id }) => id));
} else {
  say('ready');
  await once(process.stdin, 'data');
  for (let i = 0; i < Number(count); i += 1)
    say('saved', history.append(tick(i, (i * 131) % 400)).id);
}
history.dispose();
process.exit();

/** A thread that ends the process as soon as the file grows by what no short event can be. */
async function killer(): Promise<void> {
  const code = `
    const { closeSync, fstatSync, openSync } = require('node:fs');
    const { parentPort, workerData } = require('node:worker_threads');
    const file = openSync(workerData, 'a');
    parentPort.postMessage('ready');
    for (let size = fstatSync(file).size; ; ) {
      const now = fstatSync(file).size;
      if (now > size + 20_000) process.kill(process.pid, 'SIGKILL');
      size = now;
    }`;
  await once(new Worker(code, { eval: true, workerData: file }), 'message');
}

/** Events of very different lengths, so that mixed lines would show. */
function tick(number: number, length: number) {
  const item = `${name}-${number}-${'x'.repeat(length)}`;
  return { kind: 'item-ticked' as const, item, on: true };
}

/** At once, and not when the event loop comes round to it; a full pipe is waited for. */
function say(...words: readonly string[]): void {
  let rest = Buffer.from(`${words.join(' ')}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
