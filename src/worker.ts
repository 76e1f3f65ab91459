/** The third root: a thread beside the extension, which does one task after the other. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { messageOf } from './core/errors.ts';
import { perform, type Delivery, type Order } from './node/background/tasks.ts';
import { packWork } from './packs.ts';

/** This program is in `dist`. */
const packs = packWork(dirname(dirname(fileURLToPath(import.meta.url))));

parentPort?.on('message', (order: Order) => {
  void delivered(order).then((delivery) => parentPort?.postMessage(delivery));
});

async function delivered(order: Order): Promise<Delivery> {
  try {
    return { id: order.id, output: await perform(order, packs) };
  } catch (error) {
    return { id: order.id, trouble: messageOf(error) };
  }
}
