import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './text-frame.ts';

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 300_000])('a WebSocket client reads a frame of %i bytes as it was', async (length) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const door = new WebSocketServer({ noServer: true });
  const text = 'x'.repeat(length);
  server.on('upgrade', (request, socket, head) =>
    door.handleUpgrade(request, socket, head, () =>
      socket.write(Buffer.concat([textFrame(Buffer.from(text)), textFrame(Buffer.from('after'))])),
    ),
  );
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const heard: string[] = [];
  const both = new EventEmitter();
  client.on('message', (data: Buffer, isBinary) => {
    heard.push(isBinary ? 'binary' : data.toString());
    if (heard.length === 2) both.emit('done');
  });
  await once(both, 'done');
  client.terminate();
  server.close();
  expect(heard).toEqual([text, 'after']);
});
