// Messages, reactions, members and read positions of a room, in random order by three people, against the rules as plain code.
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Browser } from '../browser.ts';
import { createTestClock } from '../clock.ts';
import { homeForAll } from '../shared-home.ts';
import { watchAs, type Watcher } from '../watcher.ts';
import { apply, countsFor, newRoom, textOf, type KnownMessage, type MessageAct } from './messages-reference.ts';
import { FUZZ_LIMIT_MS, outcomeOf, playAll, verdictOf, type Game, type Outcome } from './play.ts';

/** Between two acts, so that no limit of messages in a time is reached. */
const PAUSE_MS = 1_000;
const FRIENDS = ['Sarah', 'Ines'] as const;
const EMOJI = ['👍', '🎉', '🌺'] as const;
const ACTS_MAX = 60;

const clock = createTestClock();
const home = homeForAll({ now: clock.now });
let browsers: Browser[];
beforeAll(async () => {
  const friends = FRIENDS.map((name) => home.guest(name, { role: 'member' }));
  browsers = [home.owner, ...(await Promise.all(friends))];
});

const by = fc.nat({ max: FRIENDS.length });
const message = fc.nat({ max: 12 });
const mentions = fc.array(by, { maxLength: 2 });
const acts: fc.Arbitrary<MessageAct> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('send' as const), by, mentions }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('edit' as const), by, message, mentions }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delete' as const), by, message }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ type: fc.constant('react' as const), by, message },
      ...{ emoji: fc.nat({ max: EMOJI.length - 1 }), on: fc.boolean() },
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('read' as const, 'unread' as const), by, seq: fc.nat({ max: 15 }) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('add' as const, 'remove' as const), by, whom: by }) },
);

it('a room ends as the reference of messages says', { timeout: FUZZ_LIMIT_MS }, () => playAll({ acts, begin, length: ACTS_MAX }));

async function begin(): Promise<Game<MessageAct>> {
  const people = await Promise.all(browsers.map((browser) => watchAs(home, browser)));
  const [owner] = people;
  if (!owner) throw new Error('The owner is missing.');
  const { id: room_id } = await owner.do('create_room', { name: `game ${clock.now()}` });
  const names = people.map(({ id, first }) => first.participants[id]?.name ?? '');
  const reference = newRoom();
  const ids: string[] = [];
  let written = 0;

  async function play(act: MessageAct): Promise<{ expected: string; actual: string }> {
    clock.pass(PAUSE_MS);
    const content = 'mentions' in act ? textOf((written += 1), act.mentions, names) : '';
    const outcome = await perform(act, content);
    if (act.type === 'send' && 'reply' in outcome) ids.push((outcome.reply as Message).id);
    return { expected: apply(reference, act, content), actual: verdictOf(outcome) };
  }

  function perform(act: MessageAct, content: string): Promise<Outcome> {
    const person = people[act.by];
    if (!person) throw new Error('There is no such person.');
    const message_id = 'message' in act ? (ids[act.message] ?? 'none') : '';
    switch (act.type) {
      case 'send':
        return outcomeOf(person, 'send_message', { room_id, content });
      case 'edit':
        return outcomeOf(person, 'edit_message', { room_id, message_id, content });
      case 'delete':
        return outcomeOf(person, 'delete_message', { room_id, message_id });
      case 'react':
        return outcomeOf(person, 'react', { room_id, message_id, emoji: EMOJI[act.emoji] ?? '', on: act.on });
      case 'read':
        return outcomeOf(person, 'mark_read', { room_id, seq: act.seq });
      case 'unread':
        return outcomeOf(person, 'mark_unread', { room_id, seq: act.seq });
      case 'add':
        return outcomeOf(person, 'add_member', { room_id, participant_id: people[act.whom]?.id ?? '' });
      case 'remove':
        return outcomeOf(person, 'remove_member', { room_id, participant_id: people[act.whom]?.id ?? '' });
    }
  }

  async function end(): Promise<void> {
    const idsOf = (list: readonly number[]): string[] => list.map((at) => people[at]?.id ?? '');
    const expected = people.map((_, at) => {
      const counts = countsFor(reference, at);
      return { messages: counts ? reference.messages.map((each) => shown(each, idsOf)) : 'room_not_found', counts, live: counts };
    });
    const actual = await Promise.all(people.map((person) => readBy(person, room_id)));
    for (const person of people) person.close();
    expect(actual).toEqual(expected);
  }

  return { play, end };
}

function shown(
  { by, text, mentions, isEdited, isDeleted, reactions }: KnownMessage,
  idsOf: (list: readonly number[]) => string[],
): unknown {
  return {
    ...{ author_id: idsOf([by])[0], content: text, mentions: idsOf(mentions).sort(), isEdited, isDeleted },
    reactions: [...reactions].map(([emoji, list]) => ({ emoji: EMOJI[emoji], participant_ids: idsOf(list) })),
  };
}

async function readBy(person: Watcher, room_id: string): Promise<unknown> {
  const history = await outcomeOf(person, 'get_history', { room_id, limit: 100 });
  const [live, fresh] = [await person.picture(), await person.fresh()];
  expect(live.rooms[room_id]).toEqual(fresh.rooms[room_id]);
  const counts = countsOf(fresh.rooms[room_id]?.membership);
  return {
    messages: 'error' in history ? history.error : history.reply.messages.map(read),
    ...{ counts, live: countsOf(live.rooms[room_id]?.membership) },
  };
}

function countsOf(membership: { last_read_seq: number; unread: number; mentions: number } | null | undefined): unknown {
  if (!membership) return null;
  const { last_read_seq, unread, mentions } = membership;
  return { last_read_seq, unread, mentions };
}

function read({ author_id, content, mentions, edited_at, deleted_at, reactions }: Message): unknown {
  const isEdited = edited_at !== null;
  return { author_id, content, mentions: [...mentions].sort(), isEdited, isDeleted: deleted_at !== null, reactions };
}
