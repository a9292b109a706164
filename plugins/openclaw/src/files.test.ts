// A server that sends other files than it says, or names other servers.
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { accountOf } from './account.ts';
import { download, type FileDoor } from './files.ts';
import type { Heard } from './messages.ts';

const running: Server[] = [];
const NEVER = new AbortController().signal;

afterEach(() => {
  for (const each of running.splice(0)) {
    each.closeAllConnections();
    each.close();
  }
});

async function serve(answer: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  running.push(server);
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, asked };
}

const door = (url: string): FileDoor => {
  const settings = { url, token: 'lan_secret', agentId: 'claw', mediaMaxMb: 1 };
  return { account: accountOf({ channels: { lanai: settings } }), isProven: () => true };
};

const withFile = (url: string): Heard => ({
  ...{ message_id: 'm', room_id: 'r', agent_id: 'tom', agent_name: 'Tom', content: '', metadata: null, timestamp: '', seq: 1 },
  attachments: [{ file_id: 'f', name: 'plan.txt', size: 4, url }],
});

const media = { saveMediaBuffer: (bytes: Buffer) => Promise.resolve({ path: bytes.toString('utf8') }) };
const fetched = (url: string, path: string, signal = NEVER) => download(door(url), media, withFile(path), signal);

it('fetches a file of the home', async () => {
  const home = await serve((_request, response) => void response.end('plan'));
  expect(await fetched(home.url, '/files/f/plan.txt')).toMatchObject({ found: [{ path: 'plan' }], missing: [] });
});

it('sends no request, and so no key, to another address', async () => {
  const other = await serve((_request, response) => void response.end('inner'));
  const home = await serve((_request, response) => void response.end('plan'));
  const addresses = [`${other.url}/secret`, other.url.replace('http:', '')];
  for (const address of addresses)
    expect(await fetched(home.url, address)).toEqual({ found: [], missing: ['plan.txt: Its address is not that of the home.'] });
  expect([other.asked, home.asked]).toEqual([[], []]);
});

it('ends the transfer of a file that is larger than it should be', async () => {
  const closed = Promise.withResolvers<void>();
  const home = await serve((request, response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(64 * 1024)));
    };
    response.on('drain', more);
    request.on('close', () => closed.resolve());
    more();
  });
  expect(await fetched(home.url, '/files/f')).toEqual({ found: [], missing: ['plan.txt: It is larger than 1048576 bytes.'] });
  await closed.promise;
});

it('ends the transfer of a file when the turn is stopped', async () => {
  const stop = new AbortController();
  const home = await serve((_request, response) => {
    response.write('pl');
    stop.abort(new Error('Stopped.'));
  });
  expect(await fetched(home.url, '/files/f', stop.signal)).toEqual({ found: [], missing: ['plan.txt: Stopped.'] });
});
