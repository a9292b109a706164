// Votes as people use them: changed, closed, taken back, and answered like any message.
import { beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../src-shared/commands/index.ts';
import type { OwnVote } from '../../../../src-shared/coordination.ts';
import type { ServerFrame } from '../../../../src-shared/frames.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { WATCH } from '../../testing/watch-payload.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const home = homeForAll();
let owner: WireClient;
let guest: WireClient;
let bot: WireClient;
let botId: string;
let room_id: string;
let count = 0;

beforeEach(async () => {
  count += 1;
  owner = await home.socketOf(home.owner);
  guest = await home.socketOf(await home.guest(`Guest ${count}`, { role: 'member', scope: 'home' }));
  for (const each of [owner, guest]) await each.request('watch', WATCH);
  room_id = COMMANDS.create_room.reply.parse(await ask(owner, 'create_room', { name: `votes ${count}`, public: true })).id;
  botId = `bot-${count}`;
  bot = await home.agent(botId, { agent_id: botId });
  for (const each of [owner, guest, bot]) await ask(each, 'join_room', { room_id });
});

async function ask(who: WireClient, type: string, payload: object): Promise<unknown> {
  const reply = await who.request(type, payload);
  if (reply.type === 'error') throw new Error(String((reply.payload as { code: string }).code));
  return reply.payload;
}

async function lunch(who = owner, more: object = {}): Promise<OwnVote> {
  return COMMANDS.create_vote.reply.parse(await ask(who, 'create_vote', { room_id, title: 'Lunch?', options: ['Now', 'Later'], ...more }));
}

async function statusFor(who: WireClient, vote_id: string): Promise<OwnVote> {
  return COMMANDS.get_vote_status.reply.parse(await ask(who, 'get_vote_status', { vote_id }));
}

async function history(who: WireClient): Promise<Message[]> {
  return COMMANDS.get_history.reply.parse(await ask(who, 'get_history', { room_id })).messages;
}

function isEvent(name: string): (frame: ServerFrame) => boolean {
  return ({ payload }) => JSON.stringify(payload).includes(`"${name}"`);
}

describe('A vote of a person', () => {
  it('does not wait for an agent that never voted, and takes its ballot', async () => {
    const { id: vote_id, waiting_for_ids, eligible_ids } = await lunch();
    expect(eligible_ids).toContain(botId);
    expect(waiting_for_ids).toHaveLength(2);
    expect(waiting_for_ids).not.toContain(botId);
    await ask(bot, 'cast_vote', { vote_id, option_index: 0 });
    await ask(owner, 'cast_vote', { vote_id, option_index: 0 });
    await ask(guest, 'cast_vote', { vote_id, option_index: 1 });
    expect(await statusFor(owner, vote_id)).toMatchObject({ tally: [2, 1], waiting_for_ids: [] });
    const next = await lunch();
    expect(next.waiting_for_ids).toContain(botId);
  });

  it('is not closed by the ballot of its creator alone while agents may still vote', async () => {
    await ask(guest, 'leave_room', { room_id });
    const { id: vote_id } = await lunch();
    await ask(owner, 'cast_vote', { vote_id, option_index: 0 });
    expect(await statusFor(owner, vote_id)).toMatchObject({ closed_at: null, waiting_for_ids: [] });
    await ask(bot, 'cast_vote', { vote_id, option_index: 0 });
    expect(await statusFor(owner, vote_id)).toMatchObject({ tally: [2, 0] });
  });

  it('names those it waits for, also when one leaves and comes back', async () => {
    const { id: vote_id, waiting_for_ids } = await lunch();
    await ask(guest, 'leave_room', { room_id });
    await expect.poll(async () => (await statusFor(owner, vote_id)).waiting_for_ids).toHaveLength(1);
    await ask(guest, 'join_room', { room_id });
    await expect.poll(async () => (await statusFor(owner, vote_id)).waiting_for_ids).toEqual(waiting_for_ids);
  });
});

describe('A ballot', () => {
  it('is changed until the vote closes, and each voter sees the own choice only', async () => {
    const { id: vote_id } = await lunch();
    await ask(owner, 'cast_vote', { vote_id, option_index: 0 });
    await ask(owner, 'cast_vote', { vote_id, option_index: 1 });
    expect(await statusFor(owner, vote_id)).toMatchObject({ own_option: 1, voted_ids: [expect.any(String)], tally: null, ballots: null });
    expect(await statusFor(guest, vote_id)).toMatchObject({ own_option: null });
    await ask(guest, 'cast_vote', { vote_id, option_index: 0 });
    expect(await statusFor(guest, vote_id)).toMatchObject({ tally: [1, 1], own_option: 0 });
    await expect(ask(owner, 'cast_vote', { vote_id, option_index: 0 })).rejects.toThrow('vote_closed');
  });

  it('is sent to the voter alone, over all connections', async () => {
    const second = await home.socketOf(home.owner);
    await second.request('watch', WATCH);
    const { id: vote_id } = await lunch();
    await ask(owner, 'cast_vote', { vote_id, option_index: 1 });
    await second.waitFor(isEvent('ballot.cast'), 'the own ballot');
    await ask(guest, 'cast_vote', { vote_id, option_index: 1 });
    await guest.waitFor(isEvent('ballot.cast'), 'the own ballot');
    expect(guest.received.filter(isEvent('ballot.cast'))).toHaveLength(1);
  });

  it('cannot be changed by an agent that does not ask for it', async () => {
    const { id: vote_id } = await lunch();
    await ask(bot, 'cast_vote', { vote_id, option_index: 0 });
    await expect(ask(bot, 'cast_vote', { vote_id, option_index: 1 })).rejects.toThrow('already_voted');
    await ask(bot, 'cast_vote', { vote_id, option_index: 1, replace: true });
    await ask(owner, 'close_vote', { vote_id });
    expect(await statusFor(owner, vote_id)).toMatchObject({ tally: [0, 1] });
  });
});

describe('Closing a vote', () => {
  it('is for its creator and the owner, once', async () => {
    const { id: vote_id } = await lunch(guest);
    await expect(ask(bot, 'close_vote', { vote_id })).rejects.toThrow('access_denied');
    const byOwner = await lunch();
    await expect(ask(guest, 'close_vote', { vote_id: byOwner.id })).rejects.toThrow('access_denied');
    await ask(guest, 'close_vote', { vote_id });
    await expect(ask(owner, 'close_vote', { vote_id })).rejects.toThrow('vote_closed');
    await ask(owner, 'close_vote', { vote_id: byOwner.id });
    expect(await statusFor(guest, vote_id)).toMatchObject({ tally: [0, 0], ballots: [] });
  });

  it('reaches agents as the result', async () => {
    const { id: vote_id } = await lunch();
    await ask(guest, 'cast_vote', { vote_id, option_index: 1 });
    await ask(owner, 'close_vote', { vote_id });
    const result = await bot.waitFor(({ type }) => type === 'vote_result', 'the result');
    expect(result.payload).toMatchObject({ vote_id, total_votes: 1 });
  });
});

describe('The message of a vote', () => {
  it('has the id of the vote, and is answered and reacted to', async () => {
    const { id, seq } = await lunch();
    const message = (await history(guest)).find((each) => each.id === id);
    expect(message).toMatchObject({ kind: 'vote', content: 'Lunch?', seq });
    await ask(guest, 'react', { room_id, message_id: id, emoji: '👍', on: true });
    await ask(guest, 'send_message', { room_id, content: 'I am hungry', reply_to: id });
    expect(await history(owner)).toMatchObject([{ id, reactions: [{ emoji: '👍' }] }, { reply_to: id }]);
    await expect(ask(owner, 'edit_message', { room_id, message_id: id, content: 'Dinner?' })).rejects.toThrow('invalid_payload');
  });

  it('is in the history of agents, and not among their messages as it happens', async () => {
    const { id } = await lunch();
    await ask(guest, 'send_message', { room_id, content: 'after' });
    const next = await bot.waitFor(({ type }) => type === 'message_received', 'a message');
    expect(next.payload).toMatchObject({ content: 'after', seq: 2 });
    const { messages } = (await ask(bot, 'get_history', { room_id })) as { messages: object[] };
    expect(messages).toMatchObject([{ message_id: id, seq: 1, metadata: { type: 'vote', vote_id: id } }, { seq: 2 }]);
  });

  it('takes the vote with it when it is deleted, without showing a ballot', async () => {
    const { id: vote_id } = await lunch();
    await ask(guest, 'cast_vote', { vote_id, option_index: 1 });
    await expect(ask(guest, 'delete_message', { room_id, message_id: vote_id })).rejects.toThrow('access_denied');
    await ask(owner, 'delete_message', { room_id, message_id: vote_id });
    await expect(statusFor(guest, vote_id)).rejects.toThrow('vote_not_found');
    expect(await ask(owner, 'list_votes', { room_id })).toMatchObject({ votes: [] });
    const result = await bot.waitFor(({ type }) => type === 'vote_result', 'the result');
    expect(result.payload).toMatchObject({ vote_id, total_votes: 0, ballots: [] });
    await guest.waitFor(isEvent('vote.deleted'), 'the deletion');
    await expect(ask(owner, 'cast_vote', { vote_id, option_index: 0 })).rejects.toThrow('vote_not_found');
  });
});
