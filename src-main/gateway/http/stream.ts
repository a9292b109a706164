// What happens, as server-sent events: the frames that `watch` brings over a socket, each as one event's data. The
// event's id is its cursor, so a client that reconnects with Last-Event-ID is told what it missed.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { ServerResponse } from 'node:http';
import { WATCH_VERSION } from '../../../src-shared/limits.ts';
import type { Actor } from '../domain/actor.ts';
import type { Peer } from '../realtime/connection.ts';
import type { HttpDeps } from './app.ts';
import type { Asked } from './endpoints.ts';
import type { HttpEnv } from './env.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What the stream needs of a conversation on the wire. */
export type Converse = (peer: Peer, actor: Actor) => { onText(text: string): void; onClosed(): void };

const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no', ...SECURITY_HEADERS };
const PING = /^\{"id":"[^"]*","type":"ping"/;
/** Only `watch` is asked here, so that is what is refused. */
const REFUSAL = /^\{"id":"[^"]*",(?:"reply_to":"[^"]*",)?"type":"error"/;
/** The cursor at the head of an event's frame and of the snapshot's: read there, so that no frame is parsed for it. */
const CURSOR =
  /^\{"id":"[^"]*","type":"(?:event","payload":\{"type":"[a-z.]+",|ok","payload":\{"mode":"snapshot","snapshot":\{)"cursor":(\d+)/;
const HEAD_BYTES = 200;

/** Watching counts once more than the request; but by then the answer has begun, and only the request can be refused with 429. */
export function streamEvents({ hub, converse }: HttpDeps, { c, actor, request }: Asked<'stream'>): Response {
  hub.demandConnection(actor);
  if (c.req.method === 'HEAD') return c.body(null, 200, HEADERS);
  const seen = /^\d{1,15}$/.exec(c.req.header('last-event-id') ?? request.cursor ?? '')?.[0];
  const { outgoing } = c.env;
  outgoing.writeHead(200, HEADERS);
  open(outgoing, actor, converse, seen === undefined ? null : Number(seen));
  return RESPONSE_ALREADY_SENT;
}

function open(outgoing: HttpEnv['Bindings']['outgoing'], actor: Actor, converse: Converse, cursor: number | null): void {
  const conversation = converse(
    peerOf(outgoing, () => conversation.onText('{"type":"pong"}')),
    actor,
  );
  outgoing.once('close', () => conversation.onClosed());
  conversation.onText(JSON.stringify({ type: 'watch', payload: { version: WATCH_VERSION, cursor } }));
}

/** `onAlive`: a heartbeat went out. This way goes in one direction only, so that stands for an answer to it. */
function peerOf(outgoing: Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'writableLength' | 'socket'>, onAlive: () => void): Peer {
  return {
    address: outgoing.socket?.remoteAddress,
    // Clients of this route are identified already.
    at: '',
    send(line) {
      const head = line.toString('latin1', 0, HEAD_BYTES);
      if (PING.test(head)) {
        outgoing.write(': still here\n\n', (error) => {
          if (!error) onAlive();
        });
        return;
      }
      const cursor = CURSOR.exec(head)?.[1];
      const isRefusal = REFUSAL.test(head);
      const id = cursor === undefined ? '' : `id: ${cursor}\n`;
      // The frame's own newline ends the data; a second one ends the event.
      outgoing.write(Buffer.concat([Buffer.from(`${id}data: `), line, Buffer.from('\n')]));
      // Nothing would ever follow it.
      if (isRefusal) outgoing.end();
    },
    end: () => void outgoing.end(),
    cut: () => void outgoing.destroy(),
    get bufferedBytes() {
      return outgoing.writableLength;
    },
    pause: () => undefined,
    resume: () => undefined,
  };
}
