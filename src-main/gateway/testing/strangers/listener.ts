// Receives every message once and in order, though its connection is cut again and again. It keeps the last seq, uses the messages
// it gets after reconnecting, and requests missing ones before it handles a later message.
import type { Stranger } from './client.ts';
import { comeIn, listOf, SAID, tell } from './life.ts';

const [last = '', ...cuts] = SAID;
const cutAt = new Set(cuts);
const heard: string[] = [];
let lastSeq = 0;
let replayed = 0;
let askedFor = 0;

function take({ seq, content }: Record<string, unknown>): void {
  if (Number(seq) <= lastSeq) return;
  lastSeq = Number(seq);
  heard.push(String(content));
}

/** All messages between the last received one and this one. */
async function catchUp(agent: Stranger, until: number): Promise<void> {
  while (lastSeq < until) {
    const { messages } = await agent.ask('get_history', { room_id: 'lobby', since_seq: lastSeq, limit: 20 });
    const page = listOf(messages);
    if (page.length === 0) return;
    askedFor += page.length;
    page.forEach(take);
  }
}

/** Handles each message in its order: requests missing earlier ones first. */
async function hear(agent: Stranger, message: Record<string, unknown>): Promise<void> {
  await catchUp(agent, Number(message.seq) - 1);
  take(message);
}

async function listen(agent: Stranger): Promise<void> {
  for (;;) {
    const message = await Promise.race([agent.next('message_received'), agent.closed]);
    if (message === undefined) return;
    await hear(agent, message);
    if (message.content === last) return;
    if (cutAt.delete(String(message.content))) agent.hangUp();
  }
}

let lives = 0;
while (heard.at(-1) !== last) {
  // Long enough away that something is said meanwhile.
  if (lives > 0) await new Promise((resolve) => setTimeout(resolve, 60));
  const { agent, welcome } = await comeIn();
  lives += 1;
  const missed = Number(welcome.missed_messages ?? 0);
  for (let told = 0; told < missed; told += 1) await hear(agent, await agent.next('message_received'));
  replayed += missed;
  await agent.ask('join_room', { room_id: 'lobby' });
  const { seq } = await agent.ask('room_tip', { room_id: 'lobby' });
  if (lives === 1) lastSeq = Number(seq);
  else await catchUp(agent, Number(seq));
  tell('in');
  if (heard.at(-1) !== last) await listen(agent);
}
tell('heard', { heard, lives, replayed, askedFor });
process.exit(0);
