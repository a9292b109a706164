// Many connections that only listen. `key`: of a home, where they register and join the lobby first; null for a bare server.
import { WebSocket } from 'ws';

export interface Ask {
  url: string;
  size: number;
  key: string | null;
}

export interface Progress {
  delays: number[];
}

const BATCH = 50;
const STAMP = /@([\d.]+)@/;
const delays: number[] = [];

process.on('message', (message: Ask | 'finish') => {
  if (message === 'finish') process.send?.({ delays } satisfies Progress);
  else void connectAll(message).then(() => process.send?.({ delays: [] } satisfies Progress));
});

async function connectAll(ask: Ask): Promise<void> {
  for (let from = 0; from < ask.size; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, ask.size - from) }, (_, index) => connectOne(ask, from + index));
    await Promise.all(batch);
  }
}

function connectOne({ url, key }: Ask, index: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once('error', reject);
    socket.once('open', () => {
      if (key === null) return resolve();
      socket.send(
        JSON.stringify({ id: 'r', type: 'register', payload: { key, name: `listener ${index}`, agent_id: `listener-${index}` } }),
      );
      socket.send(JSON.stringify({ id: 'j', type: 'join_room', payload: { room_id: 'lobby' } }));
    });
    socket.on('message', (data: Buffer) => {
      const now = performance.timeOrigin + performance.now();
      const line = data.toString('utf8');
      if (line.includes('"reply_to":"j"')) resolve();
      const sentAt = line.includes('"type":"message_received"') ? STAMP.exec(line)?.[1] : undefined;
      if (sentAt !== undefined) delays.push(now - Number(sentAt));
    });
  });
}
