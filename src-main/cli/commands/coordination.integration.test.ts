// Votes, elections, decisions and tasks by the command: agents that have a connection for each thing they do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommandHome, type CommandHome, type Running } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

async function json(...args: string[]): Promise<Record<string, unknown>[]> {
  const ran = await home.run([...args, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return ran.lines();
}

let rooms = 0;
async function freshRoom(): Promise<string> {
  rooms += 1;
  const name = `council ${rooms}`;
  await json('rooms', 'create', name, '--public');
  return name;
}

/** Agents that wait for a message there, as agents do. */
async function waiting(room: string, ...names: string[]): Promise<Running[]> {
  const all = names.map((name) => home.start(['wait', room, '--name', name, '--json', '--loop', '--heartbeat-secs', '0']));
  for (;;) {
    const present = (await json('presence', room)).filter(({ status }) => status === 'waiting').map(({ name }) => name);
    if (names.every((name) => present.includes(name))) return all;
  }
}

describe('vote', () => {
  it('three agents with a connection for each thing they do vote, and all ballots count', async () => {
    const room = await freshRoom();
    const waits = await waiting(room, 'Bob', 'Cy');
    const calling = home.start([
      'vote',
      'create',
      room,
      'Ship today?',
      'yes',
      'not yet',
      '--name',
      'Ada',
      '--cast',
      'yes',
      '--wait',
      '--json',
    ]);
    await calling.says('1 of 3 have voted. Waiting');
    await json('send', room, 'please vote', '--name', 'Ada');
    for (const wait of waits) expect((await wait.done).lines()).toMatchObject([{ content: 'please vote' }]);
    // Both are away now; the first ballot does not close it over the head of the other.
    expect(await json('vote', 'cast', room, 'NOT', '--name', 'Bob')).toMatchObject([{ status: 'open', votes_cast: 2, eligible_voters: 3 }]);
    expect((await home.run(['vote', 'status', room])).out).toMatch(
      /^Ship today\? \(open, 2 of 3 have voted\), id \S+\n {2}1\. yes\n {2}2\. not yet\n$/,
    );
    expect(await home.run(['vote', 'cast', room, '1', '--name', 'Bob'])).toMatchObject({ code: 1, err: matching(/voted/i) });
    for (const option of ['1', '2'])
      expect(await home.run(['vote', 'cast', room, option, '--change', '--name', 'Bob'])).toMatchObject({ code: 0 });
    expect((await home.run(['vote', 'cast', room, '1', '--vote', 'ship', '--name', 'Cy'])).out).toMatch(
      /1\. yes: 2\n {2}2\. not yet: 1\n$/,
    );
    const result = await calling.done;
    expect(result.code).toBe(0);
    expect(result.lines()).toMatchObject([{ status: 'closed', tally: [{ option_text: 'yes', count: 2 }, { count: 1 }] }]);
    expect((await home.run(['vote', 'list', room])).out).toMatch(/^Ship today\? +closed +3 of 3 +yes 2, not yet 1 /m);
  });

  it('refuses invalid votes, and voters who were absent at its creation', async () => {
    const room = await freshRoom();
    expect(await home.run(['vote', 'create', room, 'Alone?', 'yes'])).toMatchObject({ code: 64 });
    expect(await home.run(['vote', 'cast', room, 'yes'])).toMatchObject({ code: 1, err: 'No vote is open in that room.\n' });
    await json('vote', 'create', room, 'One', 'yes', 'no', '--name', 'Ada');
    expect(await home.run(['vote', 'cast', room, 'perhaps', '--name', 'Ada'])).toMatchObject({
      code: 1,
      err: matching(/no option "perhaps", but: 1 yes; 2 no/),
    });
    expect(await home.run(['vote', 'cast', room, 'yes', '--name', 'Late'])).toMatchObject({
      code: 1,
      err: matching(/Only participants who were present/),
    });
    await json('vote', 'create', room, 'Two', 'yes', 'no', '--name', 'Ada');
    expect(await home.run(['vote', 'cast', room, 'yes', '--name', 'Ada'])).toMatchObject({ code: 1, err: matching(/2 votes open/) });
    await json('vote', 'create', room, 'Three', 'yes', 'no', '--name', 'Ada');
    expect(await home.run(['vote', 'close', room, '--vote', 'Three', '--name', 'Bob'])).toMatchObject({
      code: 1,
      err: matching(/creator/),
    });
    expect(await json('vote', 'close', room, '--vote', 'Three', '--name', 'Ada')).toMatchObject([{ status: 'closed', votes_cast: 0 }]);
    const waited = await home.run(['vote', 'status', room, '--vote', 'One', '--wait', '--timeout', '0.2']);
    expect(waited).toMatchObject({ code: 1, err: matching(/still open: 0 of 1 have voted/) });
    expect(await json('vote', 'cast', room, 'no', '--vote', 'two', '--name', 'Ada')).toMatchObject([{ status: 'closed' }]);
  });
});

describe('election and decide', () => {
  it('an agent that keeps the room open is elected, decides from beside, and leads until it goes', async () => {
    const room = await freshRoom();
    const leader = home.start(['election', 'watch', room, '--name', 'Ada']);
    await leader.says('There is no leader.');
    expect(await home.run(['decide', room, 'too early', '--name', 'Ada'])).toMatchObject({ code: 1, err: matching(/lead/i) });
    expect(await home.run(['election', 'start', room, '--name', 'Bob'])).toMatchObject({ code: 0, out: 'Ada leads.\n' });
    await leader.says('Ada leads.');
    for (const text of ['We ship.', 'On Friday.'])
      expect(await home.run(['decide', room, text, '--name', 'Ada'])).toMatchObject({ code: 0 });
    expect(await home.run(['decide', room, 'not mine', '--name', 'Bob'])).toMatchObject({ code: 1, out: '' });
    expect((await json('history', room)).map(({ content }) => content)).toEqual(['We ship.', 'On Friday.']);
    await leader.stop();
    expect((await json('election', 'watch', room, '--for', '0.5', '--name', 'Bob'))[0]).toMatchObject({ leader_id: null });
  });

  it('reports an election without a willing agent', async () => {
    const room = await freshRoom();
    expect(await home.run(['election', 'decline', room])).toMatchObject({ code: 1, out: '' });
    expect(await home.run(['election', 'start', room])).toMatchObject({ code: 1, err: matching(/^No leader was elected/) });
  });
});

describe('task', () => {
  it('is made, given, changed and listed by its title', async () => {
    const room = await freshRoom();
    const [made] = await json('task', 'add', room, 'Write', 'the', 'notes', '--description', 'short', '--name', 'Ada');
    expect(made).toMatchObject({ title: 'Write the notes', status: 'pending', created_by: 'ada' });
    await json('task', 'add', room, 'Write the tests', '--assignee', 'Ada', '--name', 'Ada');
    const given = await home.run(['task', 'assign', room, 'notes', 'ada', '--name', 'Bob']);
    expect(given).toMatchObject({ code: 0, out: '"Write the notes" is pending, with ada.\n' });
    expect(await home.run(['task', 'update', room, 'write', '--status', 'done'])).toMatchObject({
      code: 1,
      err: matching(/more than one task/),
    });
    expect(await home.run(['task', 'update', room, 'notes'])).toMatchObject({ code: 64 });
    await json('task', 'update', room, String(made?.task_id), '--status', 'done', '--note', 'all of them');
    expect(await json('task', 'list', room, '--status', 'completed')).toMatchObject([{ title: 'Write the notes', note: 'all of them' }]);
    expect((await home.run(['task', 'list', room])).out).toMatch(/^Write the notes +completed +ada +all of them /m);
  });
});
