import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { ConnectionLost } from './pending-requests.ts';
import { createSteadyRequests } from './steady-requests.ts';

const REPEATED = { isRepeatable: true };

function setup() {
  const sent: { command: string; answer(reply: unknown): Promise<void>; fail(error: Error): Promise<void> }[] = [];
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const limits = new Set<() => void>();
  const steady = createSteadyRequests(
    (command) =>
      new Promise((resolve, reject) => {
        sent.push({
          command,
          answer: (reply) => (resolve(reply as never), settled()),
          fail: (error) => (reject(error), settled()),
        });
      }),
    { after: (_ms, run) => (limits.add(run), () => void limits.delete(run)) },
  );
  const passLimits = (): void => [...limits].forEach((run) => run());
  const names = (): string[] => sent.map(({ command }) => command);
  return { steady, sent, names, settled, limits, passLimits };
}

const lost = (): Error => new ConnectionLost('lost');

describe('requests that outlast a lost connection', () => {
  it('wait until the client is live, and are sent in their order', () => {
    const { steady, names } = setup();
    void steady.request('list_rooms', {}, REPEATED);
    void steady.request('list_agents', {}, REPEATED);
    expect(names()).toEqual([]);
    steady.live();
    expect(names()).toEqual(['list_rooms', 'list_agents']);
  });

  it('are sent again in the order in which they were asked, before later ones', async () => {
    const { steady, sent, names } = setup();
    steady.live();
    const first = steady.request('list_rooms', {}, REPEATED);
    void steady.request('list_agents', {}, REPEATED);
    steady.away();
    await sent[1]!.fail(lost());
    await sent[0]!.fail(lost());
    void steady.request('list_people', {}, REPEATED);
    steady.live();
    expect(names().slice(2)).toEqual(['list_rooms', 'list_agents', 'list_people']);
    await sent[2]!.answer({ rooms: [] });
    expect(await first).toEqual({ rooms: [] });
  });

  it('reject when they are not repeatable and their fate is not known', async () => {
    const { steady, sent, names } = setup();
    steady.live();
    const asked = steady.request('list_rooms', {}, { isRepeatable: false });
    steady.away();
    void sent[0]!.fail(lost());
    await expect(asked).rejects.toThrow(ConnectionLost);
    steady.live();
    expect(names()).toHaveLength(1);
  });

  it('are sent again to the next run of a server that shuts down', async () => {
    const { steady, sent, names } = setup();
    steady.live();
    void steady.request('list_rooms', {}, REPEATED);
    await sent[0]!.fail(new AppError('shutting_down'));
    expect(names()).toHaveLength(1);
    steady.away();
    steady.live();
    expect(names()).toHaveLength(2);
  });

  it('are sent again when the reply does not come in time and the connection stands', async () => {
    const { steady, sent, names } = setup();
    steady.live();
    void steady.request('list_rooms', {}, REPEATED);
    await sent[0]!.fail(lost());
    expect(names()).toEqual(['list_rooms', 'list_rooms']);
  });

  it('reject with the refusal of the server, and are not sent again', async () => {
    const { steady, sent, names } = setup();
    steady.live();
    const asked = steady.request('list_rooms', {}, REPEATED);
    void sent[0]!.fail(new AppError('access_denied'));
    await expect(asked).rejects.toMatchObject({ code: 'access_denied' });
    steady.away();
    steady.live();
    expect(names()).toHaveLength(1);
  });

  it('reject at the end, those under way and those that come later', async () => {
    const { steady, sent } = setup();
    steady.live();
    const asked = steady.request('list_rooms', {}, REPEATED);
    const reason = new Error('closed');
    steady.end(reason);
    await expect(asked).rejects.toBe(reason);
    await sent[0]!.fail(lost());
    await expect(steady.request('list_rooms', {}, REPEATED)).rejects.toBe(reason);
    expect(sent).toHaveLength(1);
  });

  it('end when they have waited for too long, and are not sent later', async () => {
    const { steady, sent, names, settled, limits, passLimits } = setup();
    const [waiting, asked] = [steady.request('list_rooms', {}, { ...REPEATED, limitMs: 9 }), steady.request('list_agents', {}, REPEATED)];
    passLimits();
    await expect(waiting).rejects.toBeInstanceOf(ConnectionLost);
    steady.live();
    expect(names()).toEqual(['list_agents']);
    await sent[0]?.answer({ agents: [] });
    await asked;
    const late = steady.request('list_rooms', {}, { ...REPEATED, limitMs: 9 });
    passLimits();
    await expect(late).rejects.toBeInstanceOf(ConnectionLost);
    await sent[1]?.fail(lost());
    await settled();
    expect([names().length, limits.size]).toEqual([2, 0]);
  });

  it('keep no limit when they are answered', async () => {
    const { steady, sent, limits } = setup();
    steady.live();
    const asked = steady.request('list_rooms', {}, { ...REPEATED, limitMs: 9 });
    await sent[0]?.answer({ rooms: [] });
    await asked;
    expect(limits.size).toBe(0);
  });
});
