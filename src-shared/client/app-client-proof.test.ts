import { describe, expect, it } from 'vitest';
import { HOST, renamed, snapshotAt, startClient } from './testing/app-client.ts';
import { createPageServer } from './testing/page-server.ts';

describe('A client of a home that has to prove itself', () => {
  it('says when the cookie is of another session than the page', async () => {
    const test = startClient();
    test.open();
    test.answer(createPageServer(HOST).answer(test.said().payload));
    await test.settle();
    const [prove] = test.sockets.at(-1)?.sent.slice(-2) ?? [];
    const refusal = { code: 'cookie_mismatch', message: 'No.' };
    test.sockets.at(-1)?.listener.onText(JSON.stringify({ id: 's', reply_to: prove?.id, type: 'error', payload: refusal }));
    await test.settle();
    expect(test.states.at(-1)).toEqual({ state: 'signed-out', why: 'cookie' });
  });

  it('is signed out when its server says that the access was ended', async () => {
    const test = startClient();
    await test.live();
    test.push('closing', { code: 'unauthorized', message: 'Ended.' });
    test.lose();
    expect(test.states.at(-1)).toEqual({ state: 'signed-out', why: 'ended' });
  });

  it('comes back after the end of its access where that is not final', async () => {
    const test = startClient({ isEndFinal: false });
    await test.live();
    test.push('closing', { code: 'unauthorized', message: 'Ended.' });
    test.lose();
    test.pass(100);
    await test.live();
    expect(test.states.at(-1)).toEqual({ state: 'live' });
  });

  it.each([
    ['cannot prove itself', (payload: unknown) => ({ ...createPageServer(HOST).answer(payload), proof: 'made up' })],
    ['answers something else', () => ({ mode: 'snapshot', snapshot: snapshotAt(5) })],
    ['is at another address', (payload: unknown) => createPageServer('127.0.0.1:1').answer(payload)],
  ])('takes a server that %s for no server: nothing more is said to it or heard from it', async (_name, answer) => {
    const test = startClient();
    test.open();
    test.push('event', renamed(9));
    test.push('ping', {});
    test.push('closing', { code: 'unauthorized', message: 'Ended.' });
    expect(test.sockets[0]?.sent).toHaveLength(1);
    test.answer(answer(test.said().payload));
    await test.settle();
    expect(test.sockets[0]?.sent.map(({ type }) => type)).toEqual(['page_challenge']);
    expect([test.events, test.snapshots, test.states.at(-1)]).toEqual([[], [], { state: 'waiting', retry_ms: 100 }]);
  });

  it.each(['not JSON', 'null', '7'])('gives up a server that says %s', (text) => {
    const test = startClient();
    test.open();
    test.sockets[0]?.listener.onText(text);
    expect(test.states.at(-1)).toEqual({ state: 'waiting', retry_ms: 100 });
  });

  it('does not believe a stranger at its server’s place that it was signed out', async () => {
    const test = startClient();
    await test.live();
    test.lose();
    test.pass(100);
    test.open();
    test.answer({ code: 'unauthorized', message: 'No.' }, 'error');
    await test.settle();
    expect(test.states.at(-1)?.state).toBe('waiting');

    const desktop = startClient({ isPlaceOurs: true });
    await desktop.live();
    desktop.lose();
    desktop.pass(100);
    desktop.open();
    desktop.answer({ code: 'unauthorized', message: 'No.' }, 'error');
    await desktop.settle();
    expect(desktop.states.at(-1)).toEqual({ state: 'signed-out', why: 'ended' });
  });

  it('signs requests only while it is live', async () => {
    const test = startClient();
    expect(test.client.signer()).toBeNull();
    await test.met();
    expect(test.client.signer()).toBeNull();
    test.answer({ mode: 'snapshot', snapshot: snapshotAt(5) });
    await test.settle();
    expect(test.client.signer()?.proof('GET', '/x')).toMatch(/^[0-9a-f]{64}$/);
    test.lose();
    expect(test.client.signer()).toBeNull();
  });
});
