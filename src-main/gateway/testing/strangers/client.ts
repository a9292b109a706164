// A client as a stranger writes it from the protocol's description alone, with nothing of this home's code: newline-
// delimited JSON over TCP, or a message each over WebSocket. Events that come before an answer are kept.
import { connect } from 'node:net';

export interface Frame {
  id: string;
  reply_to?: string;
  type: string;
  payload: Record<string, unknown>;
}

export interface Stranger {
  /** Its answer; rejects with the code of a refusal, and when the connection is lost. */
  ask(type: string, payload?: object): Promise<Record<string, unknown>>;
  /** The first unused event of this type, now or when it arrives. */
  next(type: string, holds?: (payload: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  readonly closed: Promise<void>;
  hangUp(): void;
}

type Dial = (onText: (text: string) => void, onClosed: () => void) => Promise<{ send(text: string): void; hangUp(): void }>;

const overTcp =
  (address: string): Dial =>
  (onText, onClosed) => {
    const [host = '', port = ''] = address.split(':');
    const socket = connect(Number(port), host);
    let held = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (held + chunk).split('\n');
      held = lines.pop() ?? '';
      lines.forEach(onText);
    });
    socket.on('error', () => undefined).once('close', onClosed);
    const line = { send: (text: string) => void socket.write(`${text}\n`), hangUp: () => void socket.destroy() };
    return new Promise((resolve, reject) => void socket.once('connect', () => resolve(line)).once('error', reject));
  };

const overWebSocket =
  (url: string): Dial =>
  (onText, onClosed) => {
    const socket = new WebSocket(url);
    socket.addEventListener('message', ({ data }) => onText(String(data)));
    socket.addEventListener('close', onClosed);
    const line = { send: (text: string) => socket.send(text), hangUp: () => socket.close() };
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(line));
      socket.addEventListener('error', () => reject(new Error('refused')));
    });
  };

export async function call(address: string): Promise<Stranger> {
  const asked = new Map<string, (frame: Frame | null) => void>();
  const kept: Frame[] = [];
  const takers = new Set<(frame: Frame) => boolean>();
  const closed = Promise.withResolvers<void>();
  const onText = (text: string): void => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stranger believes what the protocol says
    const frame = JSON.parse(text) as Frame;
    if (frame.reply_to !== undefined) asked.get(frame.reply_to)?.(frame);
    else if (![...takers].some((takes) => takes(frame))) kept.push(frame);
  };
  const onClosed = (): void => {
    for (const settle of asked.values()) settle(null);
    closed.resolve();
  };
  const line = await (address.startsWith('ws') ? overWebSocket : overTcp)(address)(onText, onClosed);
  let count = 0;
  return {
    closed: closed.promise,
    hangUp: () => line.hangUp(),
    ask(type, payload = {}) {
      const id = String((count += 1));
      return new Promise((resolve, reject) => {
        asked.set(id, (frame) => {
          asked.delete(id);
          if (frame === null) reject(new Error('lost'));
          else if (frame.type === 'error') reject(new Error(String(frame.payload.code)));
          else resolve(frame.payload);
        });
        line.send(JSON.stringify({ id, type, payload }));
      });
    },
    next(type, holds = () => true) {
      const fits = (frame: Frame): boolean => frame.type === type && holds(frame.payload);
      const at = kept.findIndex(fits);
      if (at !== -1) return Promise.resolve(kept.splice(at, 1)[0]?.payload ?? {});
      return new Promise((resolve) => {
        const take = (frame: Frame): boolean => fits(frame) && takers.delete(take) && (resolve(frame.payload), true);
        takers.add(take);
      });
    },
  };
}
