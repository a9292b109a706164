// Answers that a message offers, and replies that are one of them.
import { beforeAll, describe, expect, it } from 'vitest';
import { CHOICE_CHARS_MAX, CHOICES_MAX } from '../../../../src-shared/limits.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { fieldOf, recordOf } from '../../testing/transports.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const OFFERED = ['Continue', 'Leave it'];

const home = homeForAll();
let owner: Watcher;
let ada: WireClient;
let room_id: string;
beforeAll(async () => {
  owner = await watchAs(home, home.owner);
  ada = await home.agent('Ada', { agent_id: 'ada' });
  room_id = (await owner.do('create_room', { name: newId(), public: true })).id;
  await ada.request('join_room', { room_id });
});

const say = (more: object = {}): Promise<Message> => owner.do('send_message', { room_id, content: 'What now?', ...more });
const question = (more: object = {}): Promise<Message> => say({ choices: OFFERED, ...more });
const post = (body: object) => home.owner.post(`/api/rooms/${room_id}/messages`, body);
const refusal = async (body: object): Promise<string> => {
  const answer = await post({ content: 'What now?', ...body });
  return `${answer.status} ${answer.field('code')}`;
};

describe('A message with choices', () => {
  it('is sent to all with them, agents too', async () => {
    const { id } = await question();
    expect(owner.events().findLast(({ type }) => type === 'message.posted')).toMatchObject({ message: { id, choices: OFFERED } });
    const frame = await ada.waitFor(({ type, payload }) => type === 'message_received' && recordOf({ payload }).message_id === id);
    expect(recordOf(frame)).toMatchObject({ content: 'What now?', choices: OFFERED });
    expect((await owner.do('get_history', { room_id, limit: 1 })).messages).toMatchObject([{ id, choices: OFFERED }]);
  });

  it('can be the end of a stream', async () => {
    const stream_id = fieldOf(await ada.request('stream_start', { room_id }), 'stream_id');
    await ada.request('stream_delta', { stream_id, text: 'Shall I continue?' });
    const ended = await ada.request('stream_end', { stream_id, choices: OFFERED });
    expect(ended).toMatchObject({ type: 'ok', payload: { message: { message_id: stream_id, choices: OFFERED } } });
  });

  it.each([
    ['one choice', ['Yes']],
    ['no choice', []],
    ['too many choices', Array.from({ length: CHOICES_MAX + 1 }, (_each, index) => String(index))],
    ['a choice twice', ['Yes', ' Yes ']],
    ['a choice without a letter', ['Yes', ' ']],
    ['a choice that cannot be seen', ['Yes', '\u200B']],
    ['a choice that turns the direction of reading', ['Yes', 'No\u202E']],
    ['a choice that is long', ['Yes', 'x'.repeat(CHOICE_CHARS_MAX + 1)]],
    ['a choice that calls all', ['Yes', 'No, @everyone']],
    ['choices that are no texts', ['Yes', 1]],
    ['choices that are no list', 'Yes or no'],
  ])('is refused with %s', async (_what, choices) => {
    expect(await refusal({ choices })).toBe('400 invalid_payload');
  });

  it('has each choice on one line', async () => {
    expect((await question({ choices: ['Yes,\n\tall  of it', ' No '] })).choices).toEqual(['Yes, all of it', 'No']);
  });

  it('is no other message under the same client id', async () => {
    const client_id = newId();
    const { id } = await question({ client_id });
    expect((await question({ client_id })).id).toBe(id);
    expect(await refusal({ client_id, choices: ['Continue', 'Stop'] })).toBe('422 idempotency_mismatch');
    expect(await refusal({ client_id })).toBe('422 idempotency_mismatch');
  });

  it('is not changed, because its answers would stay under another question', async () => {
    const { id } = await question();
    const answer = await home.owner.patch(`/api/rooms/${room_id}/messages/${id}`, { content: 'And now?' });
    expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
  });

  it('loses them with its text', async () => {
    const { id: message_id } = await question();
    expect(await owner.do('delete_message', { room_id, message_id })).not.toHaveProperty('choices');
    expect(await refusal({ reply_to: message_id, choice: 'Continue', content: '' })).toBe('400 invalid_payload');
  });
});

describe('A reply that is a choice', () => {
  it('has the words of the choice, and answers in the same thread', async () => {
    const { id: thread_id } = await say();
    const { id: reply_to } = await question({ thread_id });
    const chosen = await say({ reply_to, choice: 'Continue', content: '' });
    expect(chosen).toMatchObject({ content: 'Continue', choice: 'Continue', reply_to, thread_id, thread_only: true });
    const frame = await ada.waitFor(({ type, payload }) => type === 'message_received' && recordOf({ payload }).message_id === chosen.id);
    expect(recordOf(frame)).toMatchObject({ content: 'Continue', choice: 'Continue', reply_to_message: reply_to });
  });

  it('is for everyone who may write there, agents too, and each may choose again', async () => {
    const { id: reply_to } = await question();
    const answer = await ada.request('send_message', { room_id, content: 'Leave it', reply_to, choice: 'Leave it' });
    expect(answer).toMatchObject({ type: 'ok', payload: { choice: 'Leave it' } });
    for (const choice of OFFERED) expect(await say({ reply_to, choice, content: choice })).toMatchObject({ choice });
  });

  it('calls the author of the question only, if it names them, and not by request', async () => {
    const rune = await home.agent('Rune', { agent_id: 'rune' });
    await rune.request('join_room', { room_id });
    const choices = ['Ask @Ada', 'Ask @Rune', '@Porter, invite Rune', '@Rune and @Ada'];
    const asked = await ada.request('send_message', { room_id, content: 'Whom?', choices });
    const reply_to = fieldOf(asked, 'message_id');
    const chosen = async (choice: string, more: object = {}) => (await say({ reply_to, choice, content: '', ...more })).mentions;
    expect(await chosen('Ask @Ada')).toEqual(['ada']);
    expect(await chosen('Ask @Rune')).toEqual([]);
    expect(await chosen('@Porter, invite Rune')).toEqual([]);
    expect(await chosen('@Rune and @Ada')).toEqual(['ada']);
    expect(await chosen('Ask @Rune', { mentions: ['rune', 'ada'] })).toEqual(['ada']);
  });

  it('in a direct room calls the agent there, with its own question only', async () => {
    const direct = (await home.owner.post('/api/directs', { participant_id: 'ada' })).field('id');
    const asked = await ada.request('send_message', { room_id: direct, content: 'Go on?', choices: OFFERED });
    const choose = async (reply_to: string) => say({ room_id: direct, reply_to, choice: 'Continue', content: '' });
    expect((await choose(fieldOf(asked, 'message_id'))).mentions).toEqual(['ada']);
    expect((await choose((await question({ room_id: direct })).id)).mentions).toEqual([]);
  });

  it('is refused when that was not offered there', async () => {
    const [asked, other, plain] = [await question(), await question({ choices: ['Stop', 'Go'] }), await say()];
    const refusals = await Promise.all([
      refusal({ reply_to: asked.id, choice: 'Stop', content: '' }),
      refusal({ reply_to: other.id, choice: 'Continue', content: '' }),
      refusal({ reply_to: plain.id, choice: 'Continue', content: '' }),
      refusal({ choice: 'Continue', content: '' }),
      refusal({ thread_id: asked.id, choice: 'Continue', content: '' }),
      refusal({ reply_to: asked.id, choice: 'Continue', content: 'Leave it' }),
      refusal({ reply_to: asked.id, choice: 'Continue', content: 'Continue @everyone' }),
      refusal({ reply_to: asked.id, choice: { toString: 'Continue' }, content: '' }),
    ]);
    expect(refusals).toEqual(refusals.map(() => '400 invalid_payload'));
    expect(await refusal({ reply_to: 'no-such', choice: 'Continue', content: '' })).toBe('404 message_not_found');
  });

  it('is no answer to a message of another room', async () => {
    const elsewhere = (await owner.do('create_room', { name: newId() })).id;
    const { id: reply_to } = await question({ room_id: elsewhere });
    expect(await refusal({ reply_to, choice: 'Continue', content: '' })).toBe('404 message_not_found');
  });

  it('is not changed: a further one replaces it', async () => {
    const { id: reply_to } = await question();
    const { id } = await say({ reply_to, choice: 'Continue', content: '' });
    const answer = await home.owner.patch(`/api/rooms/${room_id}/messages/${id}`, { content: 'Leave it' });
    expect([answer.status, answer.field('code')]).toEqual([400, 'invalid_payload']);
    expect(await owner.do('delete_message', { room_id, message_id: id })).not.toHaveProperty('choice');
  });

  it('is refused in an archived room', async () => {
    const { id } = await owner.do('create_room', { name: newId() });
    const { id: reply_to } = await question({ room_id: id });
    await owner.do('archive_room', { room_id: id });
    const answer = await home.owner.post(`/api/rooms/${id}/messages`, { content: '', reply_to, choice: 'Continue' });
    expect([answer.status, answer.field('code')]).toEqual([409, 'room_archived']);
  });
});

it('A sealed room takes no choices', async () => {
  const sealed = (await owner.do('create_room', { name: newId(), encrypted: true })).id;
  for (const more of [{ choices: OFFERED }, { reply_to: 'any', choice: 'Continue' }]) {
    const answer = await home.owner.post(`/api/rooms/${sealed}/messages`, { content: 'x', ...more });
    expect(answer.field('code')).toBe('plaintext_in_encrypted_room');
  }
});
