import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import { isClientProof, keyHash, newNonce, serverProof, verifierOf } from '../key-proof.ts';
import { manualTimer } from '../notify/testing/manual-timer.ts';
import { ChallengeRequest } from '../registration.ts';
import { NotOurServer } from '../signer.ts';
import { connectAgent, UnreadableReply, type Admission } from './agent-client.ts';
import { ConnectionLost } from './pending-requests.ts';
import type { SocketListener } from './socket.ts';

const KEY = 'key_of_ada';
const AT = '127.0.0.1:4511';
const WELCOME = { agent_id: 'ada', name: 'Ada' };
const TAKEN = { type: 'error', payload: { code: 'agent_id_taken', message: 'In use.' } };

interface Sent {
  id: string;
  type: string;
  payload: Record<string, unknown>;
}
type Answer = { type: string; payload: unknown } | null;

/** A server in the test's hands. `at` null: the key itself may be sent. */
function connect(answer: (sent: Sent, count: number) => Answer, { at = null as string | null, admission = 'refuse' as Admission } = {}) {
  const sent: Sent[] = [];
  const pushed: [string, unknown][] = [];
  const timer = manualTimer();
  let listener: SocketListener | null = null;
  const receive = (frame: object): void => listener?.onText(JSON.stringify(frame));
  const client = connectAgent({
    openSocket(on) {
      listener = on;
      queueMicrotask(on.onOpen);
      return {
        at: () => at,
        send(text) {
          const frame = JSON.parse(text) as Sent;
          sent.push(frame);
          const reply = answer(frame, sent.length);
          queueMicrotask(() => reply && receive({ ...reply, id: 's', reply_to: frame.id }));
        },
        close: () => on.onClose(),
      };
    },
    timer,
    key: KEY,
    identity: { id: 'ada', name: 'Ada' },
    admission,
    onPush: (type, payload) => pushed.push([type, payload]),
  });
  return { client, sent, pushed, timer, receive, receiveText: (text: string) => listener?.onText(text), lose: () => listener?.onClose() };
}

const ok = (): Answer => ({ type: 'ok', payload: WELCOME });
const registrations = (sent: readonly Sent[]): object[] => sent.filter(({ type }) => type === 'register').map(({ payload }) => payload);

describe('An agent registers', () => {
  it('with its key where that may be sent', async () => {
    const { client, sent } = connect(ok);
    expect((await client).me).toEqual(WELCOME);
    expect(sent.map(({ type }) => type)).toEqual(['register']);
    expect(sent[0]?.payload).toMatchObject({ key: KEY, name: 'Ada', agent_id: 'ada', protocol_version: 1 });
  });

  it('with a proof elsewhere, after the server has proved itself', async () => {
    const verifier = verifierOf(KEY);
    const nonce = newNonce();
    const termsOf = (payload: unknown) => {
      const { nonce: client_nonce, key_hash } = ChallengeRequest.parse(payload);
      return { key_hash, client_nonce, server_nonce: nonce, at: AT };
    };
    const { client, sent } = connect(
      ({ type, payload }) =>
        type === 'challenge' ? { type: 'challenge', payload: { nonce, proof: serverProof(verifier, termsOf(payload)) } } : ok(),
      { at: AT },
    );
    await client;
    expect(sent[0]?.payload).toMatchObject({ key_hash: keyHash(KEY), at: AT });
    expect(isClientProof(verifier, termsOf(sent[0]?.payload), String(sent[1]?.payload['proof']))).toBe(true);
    expect(JSON.stringify(sent)).not.toContain(KEY);
  });

  it.each<[string, Answer]>([
    ['makes up a proof', { type: 'challenge', payload: { nonce: 'a'.repeat(64), proof: 'b'.repeat(64) } }],
    ['does not know the challenge', { type: 'error', payload: { code: 'invalid_payload', message: 'Unknown.' } }],
    ['says yes to everything', { type: 'ok', payload: {} }],
  ])('not with a program that %s', async (_name, answer) => {
    const { client, sent } = connect(() => answer, { at: AT });
    await expect(client).rejects.toBeInstanceOf(NotOurServer);
    expect(sent.map(({ type }) => type)).toEqual(['challenge']);
  });

  it('and is refused while it is connected elsewhere', async () => {
    const { client, sent } = connect(() => TAKEN);
    await expect(client).rejects.toEqual(new AppError('agent_id_taken', 'In use.'));
    expect(registrations(sent)).toHaveLength(1);
  });

  it('and ends its other connection only when it is there', async () => {
    const alone = connect(ok, { admission: 'replace' });
    await alone.client;
    expect(registrations(alone.sent)).toEqual([expect.not.objectContaining({ reconnect: true })]);
    const second = connect((_sent, count) => (count === 1 ? TAKEN : ok()), { admission: 'replace' });
    await second.client;
    expect(registrations(second.sent)[1]).toMatchObject({ reconnect: true, agent_id: 'ada' });
  });

  it('beside its other connection, and ends that where the server does not know how to share', async () => {
    const { client, sent } = connect((_sent, count) => (count === 1 ? TAKEN : ok()), { admission: 'share' });
    await client;
    expect(registrations(sent)).toMatchObject([{ beside: true }, { reconnect: true }]);
  });

  it('under an id of its key’s own when its id belongs to a key that allows more', async () => {
    const { client, sent } = connect((_sent, count) => (count < 3 ? TAKEN : ok()), { admission: 'replace' });
    await client;
    expect(registrations(sent)[2]).toMatchObject({ agent_id: expect.stringMatching(/^ada-[0-9a-f]{8}$/) as string });
  });
});

describe('A registered agent', () => {
  const Tip = z.object({ seq: z.number() });

  it('gets replies of the shape that it asks for, and an error for others', async () => {
    const { client } = connect(({ type, payload }) => (type === 'register' ? ok() : { type: 'ok', payload }));
    const agent = await client;
    expect(await agent.request('room_tip', { seq: 3 }, Tip)).toEqual({ seq: 3 });
    await expect(agent.request('room_tip', { seq: 'three' }, Tip)).rejects.toBeInstanceOf(UnreadableReply);
  });

  it('takes an error that names no request as one for all of them', async () => {
    const { client, receive } = connect(({ type }) => (type === 'register' ? ok() : null));
    const agent = await client;
    const requests = [agent.request('a', {}, Tip), agent.request('b', {}, Tip)];
    receive({ type: 'error', payload: { code: 'invalid_payload', message: 'Not JSON.' } });
    for (const request of requests) await expect(request).rejects.toEqual(new AppError('invalid_payload', 'Not JSON.'));
  });

  it('is sent events, answers the heartbeat, and knows why its connection ended', async () => {
    const { client, sent, pushed, receive, lose } = connect(ok);
    const agent = await client;
    receive({ type: 'message_received', payload: { seq: 1 } });
    receive({ type: 'ping', payload: {} });
    receive({ type: 'closing', payload: { code: 'agent_id_taken', message: 'Another one came.' } });
    lose();
    expect(await agent.ended).toBe('agent_id_taken');
    expect(pushed).toEqual([['message_received', { seq: 1 }]]);
    expect(sent.at(-1)).toEqual({ type: 'pong', payload: {} });
    await expect(agent.request('a', {}, Tip)).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('counts as disconnected when nothing comes for too long, and when something else than a frame comes', async () => {
    const silent = connect(ok);
    const agent = await silent.client;
    silent.timer.advance(90_000);
    expect(await agent.ended).toBeNull();
    const garbled = connect(ok);
    const other = await garbled.client;
    garbled.receiveText('hello');
    expect(await other.ended).toBeNull();
  });
});
