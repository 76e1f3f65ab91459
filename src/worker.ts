/** The third root: a thread beside the extension, which does one task after the other. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from './core/errors.ts';
import { perform, type Delivery, type Order } from './node/background/tasks.ts';

parentPort?.on('message', (order: Order) => {
  parentPort?.postMessage(delivered(order));
});

function delivered(order: Order): Delivery {
  try {
    return { id: order.id, output: perform(order) };
  } catch (error) {
    return { id: order.id, trouble: messageOf(error) };
  }
}
