import { describe, expect, test } from 'vitest';
import { ada, byId, john, maya, porter, presence, quill, room, sarah } from '../../testing/cast.ts';
import { mentionCandidates, mentionQuery, withMention } from './mention-query.ts';

/** The caret is where the | is. */
const at = (text: string) => mentionQuery(text.replace('|', ''), text.indexOf('|'));

describe('what is being mentioned', () => {
  test('is what stands between the @ and the caret', () => {
    expect(at('Hi @Qu|')).toEqual({ start: 3, text: 'Qu' });
    expect(at('@|')).toEqual({ start: 0, text: '' });
    expect(at('(@Ada Lo|)')).toEqual({ start: 1, text: 'Ada Lo' });
  });

  test('is nothing in an address, after a break, or without an @', () => {
    for (const text of ['ada@exa|', 'Hi @ there|', '@Ada\nthen|', 'Hi|', '@Ada  and|']) expect(at(text), text).toBeNull();
  });
});

describe('whom it may be', () => {
  const plan = room('plan', { member_ids: ['maya', 'sarah', 'quill'] });
  const everybody = byId(maya, sarah, john, ada, quill, porter);
  let mayCall = false;
  let here: Parameters<typeof mentionCandidates>[1]['presence'] = {};
  const names = (query: string, of = plan): string[] =>
    mentionCandidates(of, { participants: everybody, presence: here, meId: 'maya', mayCallGroups: mayCall }, query).map((each) =>
      'group' in each ? `${each.group} ${each.count}` : `${each.participant.name}${each.isMember ? '' : ' +'}`,
    );

  test('members first, then the home’s other agents; no one who is not here and not oneself', () => {
    expect(names('')).toEqual(['Sarah', 'Quill', 'Ada +', 'Porter +']);
  });

  test('those who are here before those who are not', () => {
    here = { quill: presence('quill'), porter: presence('porter') };
    expect(names('')).toEqual(['Quill', 'Sarah', 'Porter +', 'Ada +']);
    here = {};
  });

  test('those whose name fits', () => {
    expect(names('qu')).toEqual(['Quill']);
    expect(names('a')).toEqual(['Sarah', 'Ada +']);
  });

  test('groups, with how many they call, for those who may call them', () => {
    mayCall = true;
    here = { quill: presence('quill') };
    expect(names('')).toEqual(['Quill', 'Sarah', 'Ada +', 'Porter +', 'everyone 2', 'here 1', 'agents 1']);
    expect(names('ev')).toEqual(['everyone 2']);
    expect(names('h')).toContain('here 1');
    expect(names('', room('empty', { member_ids: ['maya'] }))).not.toContain('everyone 0');
    here = {};
    mayCall = false;
  });

  test('no one any more once the words after a name go on', () => {
    expect(names('Quill can you')).toEqual([]);
  });

  test('only the two in a direct room', () => {
    expect(names('', room('direct', { direct: true, member_ids: ['maya', 'sarah'] }))).toEqual(['Sarah']);
  });
});

test('the chosen name takes the place of what was typed, and writing continues after it', () => {
  expect(withMention('Hi @qu', 6, { start: 3, text: 'qu' }, 'Quill')).toEqual({ text: 'Hi @Quill ', caret: 10 });
  expect(withMention('Hi @qu there', 6, { start: 3, text: 'qu' }, 'Quill')).toEqual({ text: 'Hi @Quill there', caret: 10 });
});
