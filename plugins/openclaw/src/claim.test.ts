import { describe, expect, it } from 'vitest';
import { claim, readCode } from './claim.ts';

const HERE = { origin: 'http://127.0.0.1:4510', code: 'ABCD1234' };

describe('The code that Lanai shows', () => {
  it.each([
    'http://127.0.0.1:4510#ABCD-1234',
    ' http://127.0.0.1:4510/#abcd1234 ',
    'http://127.0.0.1:4510/agent/ABCD1234',
    'http://127.0.0.1:4510/agent/ABCD%201234',
  ])('is read from %j', (text) => {
    expect(readCode(text)).toEqual(HERE);
  });

  it.each([
    '',
    'ABCD-1234',
    'http://127.0.0.1:4510',
    'http://127.0.0.1:4510#ABC',
    'ftp://127.0.0.1#ABCD1234',
    'http://a:b@host#ABCD1234',
    'http://host#%',
  ])('is not read from %j', (text) => {
    expect(readCode(text)).toBeNull();
  });
});

describe('A code that cannot be redeemed', () => {
  const claimWith = (answer: () => Promise<Response>) =>
    claim(HERE, { fetch: answer, pause: () => Promise.resolve(), say: () => undefined });

  it.each<[string, () => Promise<Response>, string]>([
    ['nothing answers', () => Promise.reject(new Error('connect ECONNREFUSED')), 'Nothing answers at http://127.0.0.1:4510.'],
    ['another program answers', () => Promise.resolve(new Response('<html>')), 'does not answer as Lanai does'],
    ['another program refuses', () => Promise.resolve(new Response('No', { status: 404 })), 'does not answer as Lanai does'],
    ['another program has other words', () => Promise.resolve(Response.json({ key: 'x' })), 'does not answer as Lanai does'],
  ])('says so when %s', async (_name, answer, expected) => {
    await expect(claimWith(answer)).rejects.toThrow(expected);
  });
});

describe('While a person decides', () => {
  const waiting = { state: 'waiting', claim: 'c', key: null, agent: null, room: null };
  const ready = { ...waiting, state: 'joined', key: 'lan_x', agent: { id: 'claw', name: 'Claw' } };
  const claimWith = (answers: (object | null)[]) =>
    claim(HERE, {
      fetch: () => {
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        return answer ? Promise.resolve(Response.json(answer)) : Promise.reject(new Error('connect ECONNREFUSED'));
      },
      ...{ pause: () => Promise.resolve(), say: () => undefined },
    });

  it('a question without an answer is asked again', async () => {
    expect(await claimWith([waiting, null, null, ready])).toMatchObject({ token: 'lan_x', agentId: 'claw' });
  });

  it('a server that is gone is reported', async () => {
    await expect(claimWith([waiting, null])).rejects.toThrow('Nothing answers at');
  });
});
