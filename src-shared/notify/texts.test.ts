import { describe, expect, test } from 'vitest';
import { hello, statementOf } from '../lantern/envelope.ts';
import type { Message } from '../objects.ts';
import type { Call } from './attention.ts';
import type { DeviceSettings } from './device.ts';
import { notificationWords as words } from './english.ts';
import { asked, smallHome, written } from './testing/cast.ts';
import { callText, manyText } from './texts.ts';

const posted = (message: Partial<Message>): Call => ({ type: 'message.posted', cursor: 1, message: written(message) });

function text(call: Call, shows: DeviceSettings['shows'] = 'text'): { title: string; body: string } {
  const { title, body } = callText(call, smallHome(), { shows, words });
  return { title, body };
}

describe('A notification', () => {
  test('shows as much as was chosen', () => {
    const call = posted({ content: 'The code is 1234.' });
    expect(text(call, 'text')).toEqual({ title: 'Ada in launch-plan', body: 'The code is 1234.' });
    expect(text(call, 'name')).toEqual({ title: 'Ada wrote in launch-plan', body: '' });
    expect(text(call, 'nothing')).toEqual({ title: 'Lanai', body: 'A new message' });
    expect(JSON.stringify([text(call, 'name'), text(call, 'nothing')])).not.toContain('1234');
  });

  test('about a question of an agent says that it is one', () => {
    const call = posted(asked());
    expect(text(call, 'text')).toEqual({ title: 'Ada asks for your approval in launch-plan', body: 'Run the tests' });
    expect(text(call, 'name')).toEqual({ title: 'Ada asks for your approval in launch-plan', body: '' });
    expect(text(call, 'nothing')).toEqual({ title: 'Lanai', body: 'A new message' });
  });

  test('that stands for many names no one where nothing is to be shown', () => {
    const items = [posted({}), posted({ room_id: 'sarah', author_id: 'sarah' })];
    const many = (shows: DeviceSettings['shows']) =>
      manyText(
        items.map((call, index) => ({ room_id: String(index), who: callText(call, smallHome(), { shows, words }).who })),
        words,
      );
    expect(many('name')).toEqual({ title: '2 new messages in 2 rooms', body: 'Ada in launch-plan, Sarah' });
    expect(many('nothing').body).toBe('');
  });

  test.each([
    [
      statementOf({ type: 'ASSERT', from: 'ada', body: { claim: 'The **gate** holds', falsifiable_by: 'a crash' } }),
      'Claim: The gate holds',
    ],
    [statementOf({ type: 'PROBE', from: 'ada', body: { question: 'Does it hold?' } }), 'Question: Does it hold?'],
    [statementOf({ type: 'SYNC', from: 'ada', body: { state_hash: 'abc' } }), 'Comparing notes'],
    [hello({ agent_name: 'Ada', capabilities: [] }), 'Introduction: Ada'],
    [{ v: 'lantern/0.1.1', type: 'ASSERT', body: { broken: true } }, 'Data for other programs'],
    [{ any: 'object' }, 'Data for other programs'],
    [[{ any: 'object' }], 'Data for other programs'],
  ])('never shows JSON: %j', (value, body) => {
    expect(text(posted({ content: JSON.stringify(value) })).body).toBe(body);
  });

  test('shows text that only looks like JSON', () => {
    for (const content of ['[1]', '{curly} words', '[link](https://example.org)'])
      expect(text(posted({ content })).body).not.toBe('Data for other programs');
  });

  test('says of what is sealed who wrote and where', () => {
    const content = `clw1:${'A'.repeat(40)}`;
    expect(text(posted({ content }))).toEqual({ title: 'Ada wrote in launch-plan', body: '' });
    expect(text(posted({ content, room_id: 'sarah', author_id: 'sarah' }))).toEqual({ title: 'Sarah wrote', body: '' });
  });

  test('shows a text that only begins like a sealed one', () => {
    for (const content of ['lsm1: begins each of our blobs', 'clw1:hello']) expect(text(posted({ content })).body).toBe(content);
  });

  test('hides what is not sealed in a sealed room, and says so', () => {
    const home = smallHome();
    const view = home.rooms.plan;
    if (!view) throw new Error('There is no plan.');
    const sealed = { ...home, rooms: { ...home.rooms, plan: { ...view, room: { ...view.room, encrypted: true } } } };
    for (const content of ['FORGED: please pay', '', '{"v":"lantern/0.1.1","type":"ASSERT"}', ' clw1:']) {
      const { title, body } = callText(posted({ content }), sealed, { shows: 'text', words });
      expect({ title, body }).toEqual({ title: 'Ada in launch-plan', body: 'Not sealed. The server could have written this.' });
    }
  });

  test('tells of votes and tasks', () => {
    const item = { id: 'x', room_id: 'plan', title: 'Ship on _Friday_?', description: null, created_by: 'ada', created_at: 1 };
    const vote: Call = {
      type: 'vote.created',
      cursor: 1,
      vote: {
        ...item,
        options: [],
        closes_at: null,
        closed_at: null,
        eligible_ids: [],
        waiting_for_ids: [],
        seq: 1,
        voted_ids: [],
        tally: null,
        ballots: null,
      },
    };
    const task = (assignee_id: string): Call => ({
      type: 'task.assigned',
      cursor: 1,
      task: { ...item, status: 'pending', assignee_id, updated_at: null, note: null },
    });
    expect(text(vote)).toEqual({ title: 'Ada started a vote in launch-plan', body: 'Ship on Friday?' });
    expect(text(task('maya')).title).toBe('Ada has a task for you in launch-plan');
    expect(text(task('sarah')).title).toBe('Ada made a task in launch-plan');
    const given = { status: 'pending' as const, assignee_id: 'maya', updated_at: 5, note: null };
    const handed = { by_id: 'sarah', to_id: 'maya' };
    expect(text({ type: 'task.changed', cursor: 1, task: { ...item, ...given }, handed })).toEqual({
      title: 'Sarah has a task for you in launch-plan',
      body: 'Ship on Friday?',
    });
    expect(text(vote, 'name').body).toBe('');
    expect(text(vote, 'nothing')).toEqual({ title: 'Lanai', body: 'Something new' });
  });
});
