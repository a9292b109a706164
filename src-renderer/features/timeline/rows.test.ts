import { describe, expect, test } from 'vitest';
import type { ActOutcome } from '../../../src-shared/acts.ts';
import type { Activity } from '../../../src-shared/activities.ts';
import { renamingsOf, returningsOf } from '../../sync/member-lines.ts';
import { message, messages, MORNING, pending, person, task, vote } from '../../testing/cast.ts';
import { activityWords, returnedWords } from './lines.tsx';
import { buildRows, GROUP_MS, rowIndexOfSeq, sameRow, type Row, type RowSources } from './rows.ts';

const rowsOf = (sources: Partial<RowSources>, newAfterSeq: number | null = null): Row[] =>
  buildRows(
    {
      messages: [],
      activities: [],
      from: sources.messages?.[0]?.seq ?? 1,
      reachesStart: true,
      reachesEnd: true,
      pending: [],
      streams: [],
      votes: [],
      tasks: [],
      renamings: [],
      returnings: [],
      ...sources,
    },
    { newAfterSeq, meId: 'maya' },
  );
const build = (list = messages(1, 3), newAfterSeq: number | null = null): Row[] => rowsOf({ messages: list }, newAfterSeq);
const heads = (rows: readonly Row[]): boolean[] => rows.map((row) => row.isHead);

describe('rows', () => {
  test('say where an author got another name, and begin a group after it', () => {
    const earlier_names = [
      { name: 'Gus', until: MORNING + 1 },
      { name: 'Ole', until: MORNING + 3 },
    ];
    const gus = person('gus', { name: 'Olaf', earlier_names });
    const renamings = renamingsOf(['gus', 'gone'], { gus });
    const list = [message(1, { created_at: MORNING }), message(2, { created_at: MORNING + 2 }), message(3, { created_at: MORNING + 4 })];
    const rows = rowsOf({ messages: list, renamings });
    expect(rows.map(({ entry }) => (entry.kind === 'renamed' ? `${entry.renaming.from} ${entry.renaming.to}` : entry.kind))).toEqual([
      'message',
      'Gus Ole',
      'message',
      'Ole Olaf',
      'message',
    ]);
    expect(heads(rows)).toEqual([true, true, true, true, true]);
    // A message outside of the window is not in it.
    expect(rowsOf({ messages: list.slice(2), reachesStart: false, renamings })).toHaveLength(1);
  });

  test('show in private and direct rooms that a person came back, and who made the link', () => {
    const returns = [
      { at: MORNING - 1, by_id: 'adam' },
      { at: MORNING + 1, by_id: 'adam' },
      { at: MORNING + 3, by_id: 'stranger' },
    ];
    const people = { adam: person('adam'), mel: person('mel', { returns }) };
    const room = { direct: false, visibility: 'private' as const, created_at: MORNING, member_ids: ['adam', 'mel', 'gone'] };
    const list = [message(1, { created_at: MORNING }), message(2, { created_at: MORNING + 2 }), message(3, { created_at: MORNING + 4 })];
    const saidIn = (how: Partial<Parameters<typeof returningsOf>[0]>): string[] =>
      rowsOf({ messages: list, returnings: returningsOf({ ...room, ...how }, people) }).map(({ entry }) =>
        entry.kind === 'returned' ? returnedWords(entry.returning).replaceAll(/[\u2068\u2069]/g, '') : entry.kind,
      );
    const said = ['message', 'Mel came back by a link that Adam made', 'message', 'Mel came back by a new link', 'message'];
    expect(saidIn({})).toEqual(said);
    expect(saidIn({ direct: true })).toEqual(said);
    expect(saidIn({ direct: true, visibility: 'public' })).toEqual(said);
    expect(saidIn({ visibility: 'public' })).toEqual(['message', 'message', 'message']);
    expect(saidIn({ member_ids: ['adam'] })).toEqual(['message', 'message', 'message']);
  });

  test('isolate the names in such a line', () => {
    const line = returnedWords({ participant_id: 'mel', name: 'Mel\u202E', by: 'Adam', created_at: 0 });
    expect(line).toBe('\u2068Mel\u202E\u2069 came back by a link that Adam made');
  });

  test('of one sender within five minutes stand under one name', () => {
    const list = [
      message(1, { created_at: MORNING }),
      message(2, { created_at: MORNING + GROUP_MS - 1 }),
      message(3, { created_at: MORNING + GROUP_MS }),
    ];
    expect(heads(build(list))).toEqual([true, false, true]);
  });

  test('of another sender begin a group', () => {
    expect(heads(build([message(1), message(2, { author_id: 'ada' }), message(3)]))).toEqual([true, true, true]);
  });

  test('that answer begin a group, because they carry a quote', () => {
    expect(heads(build([message(1), message(2, { reply_to: 'message-1' }), message(3)]))).toEqual([true, true, false]);
  });

  test('of another day begin it, and a group', () => {
    const nextDay = MORNING + 24 * 60 * 60_000;
    const rows = build([message(1, { created_at: MORNING }), message(2, { created_at: nextDay }), message(3, { created_at: nextDay + 1 })]);
    expect(rows.map((row) => row.startsDay)).toEqual([true, true, false]);
    expect(heads(rows)).toEqual([true, true, false]);
  });

  test('have one new line, before the first message of another participant', () => {
    const list = [message(1), message(2, { author_id: 'maya' }), message(3), message(4)];
    expect(build(list, 1).map((row) => row.isNew)).toEqual([false, false, true, false]);
    expect(build(list, 9).some((row) => row.isNew)).toBe(false);
  });

  test('need no new line in a room in which everything is new', () => {
    const hasLine = (sources: Partial<RowSources>): boolean => rowsOf(sources, 0).some((row) => row.hasNewLine);
    expect(hasLine({ messages: messages(1, 3) })).toBe(false);
    expect(hasLine({ messages: messages(1, 3), reachesStart: false })).toBe(true);
    expect(hasLine({ messages: [message(1, { author_id: 'maya' }), message(2)] })).toBe(true);
  });

  test('have no new line while the first that is new may be further up, where nothing is loaded yet', () => {
    const list = [message(7), message(8), message(9)];
    expect(build(list, 5).some((row) => row.isNew)).toBe(false);
    expect(build(list, 6).map((row) => row.isNew)).toEqual([true, false, false]);
  });

  test('say of one’s own last message that it is, where the room’s end is loaded', () => {
    const list = [
      message(1, { author_id: 'maya' }),
      message(2, { author_id: 'maya' }),
      message(3),
      message(4, { author_id: 'maya', deleted_at: 1 }),
    ];
    expect(build(list).map((row) => row.isOwnLast)).toEqual([false, true, false, false]);
    expect(rowsOf({ messages: list, reachesEnd: false }).some((row) => row.isOwnLast)).toBe(false);
    expect(sameRow(build(list)[1]!, rowsOf({ messages: list, reachesEnd: false })[1]!)).toBe(false);
  });

  test('keep their key when a message that was being sent is there', () => {
    const before = rowsOf({ pending: [pending('made-here')] });
    const after = build([message(1, { author_id: 'maya', client_id: 'made-here' })]);
    expect(before[0]?.key).toBe(after[0]?.key);
    expect(sameRow(before[0]!, after[0]!)).toBe(false);
  });

  test('do not share a key when two people’s clients made the same id', () => {
    const rows = build([message(1, { client_id: 'x' }), message(2, { client_id: 'x', author_id: 'ada' })]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(2);
  });

  test('are drawn again only when something of them changed', () => {
    const list = messages(1, 2);
    expect(sameRow(build(list)[1]!, build([...list, message(3)])[1]!)).toBe(true);
    expect(sameRow(build(list)[1]!, build([list[0]!, { ...list[1]!, content: 'edited' }])[1]!)).toBe(false);
    expect(sameRow(build(list)[1]!, build(list, 1)[1]!)).toBe(false);
  });

  test('are found by seq', () => {
    const rows = rowsOf({ messages: messages(5, 7), pending: [pending('a')], votes: [vote('v', { created_at: MORNING + 6_500 })] });
    expect([4, 5, 7, 8].map((seq) => rowIndexOfSeq(rows, seq))).toEqual([-1, 0, 3, -1]);
  });

  test('of votes and tasks stand where they were made, and begin a group', () => {
    const list = messages(1, 3);
    const rows = rowsOf({
      messages: list,
      votes: [vote('v', { created_at: MORNING + 1_500 })],
      tasks: [task('t', { created_at: MORNING + 9_000 })],
    });
    expect(rows.map(({ key }) => key)).toEqual(['message-1', 'vote v', 'message-2', 'message-3', 'task t']);
    expect(heads(rows)).toEqual([true, true, true, false, true]);
  });

  test('of a vote with a message are the message’s, which begins a group', () => {
    const list = [message(1), message(2, { id: 'v', kind: 'vote' }), message(3)];
    const rows = rowsOf({ messages: list, votes: [vote('v', { seq: 2, created_at: MORNING + 2_000 })] });
    expect(rows.map(({ entry }) => entry.kind)).toEqual(['message', 'message', 'message']);
    expect(heads(rows)).toEqual([true, true, false]);
  });

  test('of votes that were called outside the loaded window wait until it comes there', () => {
    const list = messages(10, 12);
    const votes = [vote('before', { created_at: MORNING }), vote('after', { created_at: MORNING + 60_000 })];
    expect(rowsOf({ messages: list, votes, reachesStart: false, reachesEnd: false }).map(({ key }) => key)).toHaveLength(3);
    expect(rowsOf({ messages: list, votes, reachesStart: false }).at(-1)?.key).toBe('vote after');
    expect(rowsOf({ votes: [], tasks: [task('only')] }).map(({ key }) => key)).toEqual(['task only']);
  });

  test('of one’s thoughts after each other are one, found by the seq of each', () => {
    const thought = (seq: number, author_id = 'ada') => message(seq, { kind: 'thinking', author_id });
    const rows = build([message(1), thought(2), thought(3), thought(4, 'quill'), message(5, { author_id: 'quill' })]);
    expect(rows.map(({ key }) => key)).toEqual(['message-1', 'message-2', 'message-4', 'message-5']);
    expect(heads(rows)).toEqual([true, true, true, false]);
    expect(rowIndexOfSeq(rows, 3)).toBe(1);
    expect(sameRow(rows[1]!, build([message(1), thought(2), thought(3)])[1]!)).toBe(false);
  });

  test('of acts after each other are one, besides what failed or was not allowed', () => {
    const act = (seq: number, outcome: ActOutcome) =>
      message(seq, { kind: 'thinking', author_id: 'ada', act: { kind: 'execute', outcome } });
    const rows = build([act(1, 'done'), act(2, 'done'), act(3, 'failed'), act(4, 'refused'), act(5, 'done'), act(6, 'done')]);
    expect(rows.map(({ key }) => key)).toEqual(['message-1', 'message-3', 'message-4', 'message-5']);
    expect(heads(rows)).toEqual([true, false, false, false]);
  });
});

describe('what happened besides', () => {
  const activity = (id: number, at: number, more: Partial<Activity> = {}): Activity => ({
    ...{ id, room_id: 'lobby', after_seq: 1, kind: 'joined', participant_id: `p${id}`, by_id: null, created_at: MORNING + at },
    ...more,
  });
  const list = [message(1, { created_at: MORNING }), message(2, { created_at: MORNING + 50 })];
  const shown = (activities: readonly Activity[]): string[] =>
    rowsOf({ messages: list, activities }).map(({ entry }) =>
      entry.kind === 'activities' ? entry.activities.map(({ id }) => id).join('+') : entry.kind,
    );

  test('stands between the messages, and is one line for several of a kind', () => {
    expect(shown([activity(1, 10), activity(2, 20), activity(3, 60)])).toEqual(['message', '1+2', 'message', '3']);
  });

  test('is a separate line for another kind, another participant who did it, each leader, and another day', () => {
    const day = 24 * 60 * 60_000;
    const all = [
      activity(1, 60),
      activity(2, 61, { kind: 'left' }),
      activity(3, 62, { by_id: 'maya' }),
      activity(4, 63, { by_id: 'sarah' }),
    ];
    const leaders = [activity(5, 64, { kind: 'leads' }), activity(6, 65, { kind: 'leads' })];
    expect(shown([...all, ...leaders, activity(7, day), activity(8, 2 * day)])).toEqual([
      'message',
      'message',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
  });

  test('is said with names', () => {
    const people = Object.fromEntries(['Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn'].map((name, index) => [`p${index}`, { name }]));
    const of = (count: number, more: Partial<Activity> = {}): string => {
      const [first, ...others] = Array.from({ length: count }, (_each, id) => activity(id, id, more));
      return first ? activityWords([first, ...others], people) : '';
    };
    expect(of(1)).toBe('Ada joined');
    expect(of(2, { kind: 'left' })).toBe('Ada and Bob left');
    expect(of(6)).toBe('Ada, Bob, Cleo, Dan and 2 others joined');
    expect(of(1, { by_id: 'p5' })).toBe('Finn added Ada');
    expect(of(1, { by_id: 'p5', kind: 'left' })).toBe('Finn removed Ada');
    expect(of(1, { kind: 'leads' })).toBe('Ada is the leader now');
    expect(of(2, { kind: 'page' })).toBe('Ada and Bob changed the page');
    expect(of(3, { kind: 'page', participant_id: 'p1' })).toBe('Bob changed the page');
    expect(of(1, { participant_id: 'gone' })).toBe('A former member joined');
  });
});

describe('a message that is being written', () => {
  const stream = { id: 's', room_id: 'garden', author_id: 'rune', reply_to: null, started_at: MORNING };

  test('stands at the end, and keeps its row when it is posted', () => {
    const list = messages(1, 2).map((each) => ({ ...each, created_at: MORNING + 60_000 }));
    const writing = rowsOf({ messages: list, pending: [pending('p')], streams: [stream] });
    expect(writing.map(({ entry }) => entry.kind)).toEqual(['message', 'message', 'pending', 'stream']);
    expect(writing.at(-1)).toMatchObject({ key: 's', authorId: 'rune', startsDay: false, isHead: true });
    const posted = rowsOf({
      messages: [...list, message(3, { id: 's', author_id: 'rune', client_id: null, created_at: MORNING + 61_000 })],
    });
    expect(posted.at(-1)?.key).toBe('s');
  });

  test('is not drawn beside its message', () => {
    const list = [...messages(1, 2), message(3, { id: 's', author_id: 'rune', client_id: null })];
    expect(rowsOf({ messages: list, streams: [stream] }).map(({ entry }) => entry.kind)).toEqual(['message', 'message', 'message']);
  });

  test('is drawn again for another stream only', () => {
    const [one, two] = [rowsOf({ streams: [stream] }), rowsOf({ streams: [{ ...stream }] })];
    expect(sameRow(one[0] as Row, two[0] as Row)).toBe(true);
    expect(sameRow(one[0] as Row, rowsOf({ streams: [{ ...stream, id: 't' }] })[0] as Row)).toBe(false);
  });
});
