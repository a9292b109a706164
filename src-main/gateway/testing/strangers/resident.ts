// Lives in a network namespace, and sends what a test asks it to send from there: a request, a socket, or a request that stays open.
// Orders are lines of JSON on its input, answers lines on its output.
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { createInterface } from 'node:readline';
import { ask } from '../http-client.ts';
import { Order, type Report } from '../resident-orders.ts';
import { connectSocket, type WireClient } from '../wire-client.ts';

const sockets = new Map<number, WireClient>();
const tell = (told: Report): void => void process.stdout.write(`${JSON.stringify(told)}\n`);
const closed = (id: number) => (): void => tell({ id, closed: true });

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = Order.parse(JSON.parse(line));
    obey(order).then(
      (done) => tell({ id: order.id, done }),
      (error: Error) => tell({ id: order.id, failed: error.message }),
    );
  })
  .on('close', () => process.exit(0));

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'ask': {
      const { status, headers, bytes } = await ask(order.url, bodyOf(order.ask));
      return { status, headers, base64: bytes.toString('base64') };
    }
    case 'socket': {
      const client = await connectSocket(order.url, order.headers, { ca: order.ca });
      sockets.set(order.id, client);
      void client.closed.then(closed(order.id));
      return null;
    }
    case 'request':
      return sockets.get(order.socket)?.request(order.type, order.payload);
    case 'hold':
      return hold(order);
  }
}

function bodyOf({ base64, ...rest }: Extract<Order, { do: 'ask' }>['ask']) {
  return { ...rest, ...(base64 !== undefined && { body: Buffer.from(base64, 'base64') }) };
}

/** A stream that is read, or a body that never ends. */
function hold({ id, url, method, headers, ca, begin }: Extract<Order, { do: 'hold' }>): Promise<null> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestSecure : requestPlain;
    const sent = request(url, { method, headers, ca, agent: false }, (response) => {
      response.on('error', () => undefined).resume();
      if (begin === null) resolve(null);
    });
    sent.once('error', reject);
    sent.once('close', closed(id));
    if (begin === null) sent.end();
    else sent.write(begin, () => resolve(null));
  });
}
