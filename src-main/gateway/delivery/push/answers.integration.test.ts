// The answers of a push service, and the reactions of the server.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import { PAGE_ORIGIN, pushHomeForEach } from '../../testing/push-home.ts';
import { acceptPush, answerWith } from '../../testing/push-service.ts';

const HOUR_MS = 60 * 60 * 1000;

const at = pushHomeForEach();

describe('A push service', () => {
  it.each([404, 410])('that answers %i no longer knows the device, which is removed', async (status) => {
    await at.subscribed();
    at.service.answer = answerWith(status);
    await at.say('@Gus once');
    await at.settle();
    await at.received(1);
    await expect.poll(() => at.deviceOf()).toBeUndefined();
    await at.say('@Gus twice');
    await at.nothingComes(1);
  });

  it.each([
    ['seconds', () => '70'],
    ['a date', () => new Date(at.clock.now() + 70_000).toUTCString()],
  ])('that is busy is tried again when it says so, in %s', async (_form, after) => {
    await at.subscribed(at.gus, { shows: 'text' });
    at.service.answer = answerWith(429, { 'retry-after': after() });
    await at.say('@Gus one');
    await at.settle();
    await at.received(1);
    at.service.answer = acceptPush;
    await expect.poll(async () => (await at.deviceOf())?.failure).toContain('answered 429');
    await at.settle(60_000);
    await at.received(1);
    await at.settle(10_000);
    await at.received(2);
    expect(at.last()?.notification.body).toBe('@Gus one');
    await expect.poll(async () => (await at.deviceOf())?.failure).toBeNull();
  });

  it('in trouble is tried again later and later, with the newest message, and then given up', async () => {
    await at.subscribed(at.gus, { shows: 'text' });
    at.service.answer = answerWith(500, {}, 'out of order');
    await at.say('@Gus one');
    await at.settle();
    await at.received(1);
    await expect.poll(async () => (await at.deviceOf())?.failure).toContain('answered 500: out of order');
    await at.say('@Gus two');
    await at.settle();
    await at.received(1);
    await at.settle(30_000);
    await at.received(2);
    expect(at.last()?.notification.body).toBe('@Gus two');
    for (const [wait, count] of [
      [120_000, 3],
      [600_000, 4],
      [HOUR_MS, 4],
    ] as const) {
      await at.settle(wait);
      await at.received(count);
    }
    at.service.answer = acceptPush;
    await at.say('@Gus three');
    await at.settle();
    await at.received(5);
  });

  it('that does not answer, or sends elsewhere, is a failure with its reason', async () => {
    await at.subscribed();
    at.service.answer = () => undefined;
    await at.say('@Gus slow');
    await at.settle();
    await at.received(1);
    await at.settle(10_000);
    await expect.poll(async () => (await at.deviceOf())?.failure).toContain('did not answer within 10 s');
    at.service.answer = answerWith(307, { location: `${at.service.origin}/elsewhere` });
    const answer = (await at.gus.post('/api/push/test')).json();
    expect(answer).toMatchObject({ ok: false, status: 307 });
    await at.received(2);
  });

  it('answers a test in words, and the person is not tested for ever', async () => {
    await at.subscribed();
    expect((await at.gus.post('/api/push/test')).json()).toMatchObject({
      ok: true,
      status: 201,
      answer: expect.stringContaining('accepted') as string,
    });
    expect(at.last()?.notification).toMatchObject({ title: 'Lanai', navigate: `${PAGE_ORIGIN}/` });
    at.service.answer = answerWith(403, {}, '{"reason":"BadJwtToken"}');
    const refused = (await at.gus.post('/api/push/test')).json() as Reply<'test_push'>;
    expect(refused).toMatchObject({ ok: false, status: 403, answer: expect.stringContaining('{"reason":"BadJwtToken"}') as string });
    expect((await at.deviceOf())?.failure).toBe(refused.answer);
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await at.gus.post('/api/push/test')).status);
    expect(statuses).toContain(429);
  });
});
