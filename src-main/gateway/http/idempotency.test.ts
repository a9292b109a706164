import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import { IdempotencyCache, clientIdOf, idempotencyKey, type Answer } from './idempotency.ts';

const HOUR_MS = 60 * 60 * 1000;
const write = { who: 'ada', key: 'k1', asked: 'POST /api/rooms {}' };

function counting(outcome: () => Promise<Answer> = () => Promise.resolve({ status: 201, body: '{}' })) {
  const done = { times: 0 };
  return {
    done,
    work: (): Promise<Answer> => {
      done.times += 1;
      return outcome();
    },
  };
}

describe('answers to repeated writes', () => {
  it('does the work once and gives everybody the same answer', async () => {
    const answers = new IdempotencyCache(() => 0);
    const { done, work } = counting(() => Promise.resolve({ status: 201, body: `${Math.random()}` }));
    const first = await answers.run(write, work);
    expect(await answers.run(write, work)).toBe(first);
    expect(done.times).toBe(1);
  });

  it('lets a second one wait while the first is at it', async () => {
    const answers = new IdempotencyCache(() => 0);
    const gate = Promise.withResolvers<Answer>();
    const { done, work } = counting(() => gate.promise);
    const both = [answers.run(write, work), answers.run(write, work)];
    gate.resolve({ status: 200, body: 'x' });
    expect(await Promise.all(both)).toEqual([
      { status: 200, body: 'x' },
      { status: 200, body: 'x' },
    ]);
    expect(done.times).toBe(1);
  });

  it('refuses the same key for something else', async () => {
    const answers = new IdempotencyCache(() => 0);
    await answers.run(write, counting().work);
    expect(() => answers.run({ ...write, asked: 'another' }, counting().work)).toThrow(new AppError('idempotency_mismatch'));
  });

  it("keeps two people's keys apart", async () => {
    const answers = new IdempotencyCache(() => 0);
    const { done, work } = counting();
    await answers.run(write, work);
    await answers.run({ ...write, who: 'ben' }, work);
    expect(done.times).toBe(2);
  });

  it('forgets after its time', async () => {
    let now = 0;
    const answers = new IdempotencyCache(() => now);
    const { done, work } = counting();
    await answers.run(write, work);
    now = HOUR_MS - 1;
    await answers.run(write, work);
    expect(done.times).toBe(1);
    now = HOUR_MS;
    await answers.run(write, work);
    expect(done.times).toBe(2);
  });

  it('remembers a refusal for good, and tries again what failed for the moment', async () => {
    const answers = new IdempotencyCache(() => 0);
    const refused = counting(() => Promise.reject(new AppError('room_name_taken')));
    for (const _ of [1, 2]) await expect(answers.run(write, refused.work)).rejects.toThrow(AppError);
    expect(refused.done.times).toBe(1);
    const broken = counting(() => Promise.reject(new AppError('internal_error')));
    for (const _ of [1, 2]) await expect(answers.run({ ...write, key: 'k2' }, broken.work)).rejects.toThrow(AppError);
    expect(broken.done.times).toBe(2);
  });

  it('keeps only so many bytes: the oldest go first', async () => {
    const answers = new IdempotencyCache(() => 0);
    const megabyte = 'x'.repeat(1024 * 1024);
    const large = counting(() => Promise.resolve({ status: 200, body: megabyte }));
    for (let n = 0; n < 20; n += 1) await answers.run({ ...write, key: `k${n}` }, large.work);
    await answers.run({ ...write, key: 'k19' }, large.work);
    expect(large.done.times).toBe(20);
    await answers.run({ ...write, key: 'k0' }, large.work);
    expect(large.done.times).toBe(21);
  });
});

describe('an idempotency key', () => {
  it('is visible ASCII of a bounded length', () => {
    expect(idempotencyKey(undefined)).toBeNull();
    expect(idempotencyKey('0198-abc')).toBe('0198-abc');
    for (const bad of ['', 'a b', 'é', 'x'.repeat(256)]) expect(() => idempotencyKey(bad)).toThrow(AppError);
  });

  it('becomes a client id that fits, and always the same one', () => {
    expect(clientIdOf('short')).toBe('short');
    const long = 'x'.repeat(255);
    expect(clientIdOf(long).length).toBeLessThanOrEqual(64);
    expect(clientIdOf(long)).toBe(clientIdOf(long));
  });
});
