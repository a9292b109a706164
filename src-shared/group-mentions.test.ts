import { expect, test } from 'vitest';
import { calledByGroups, GROUP_NAMES, isGroupId } from './group-mentions.ts';
import { mentionedIds } from './mentions.ts';

const room = {
  ids: ['maya', 'sarah', 'ada', 'rune'],
  isAgent: (id: string) => id === 'ada' || id === 'rune',
  isOnline: (id: string) => id !== 'sarah',
};

test.each([
  [['@everyone'], ['maya', 'sarah', 'ada', 'rune']],
  [['@here'], ['maya', 'ada', 'rune']],
  [['@agents'], ['ada', 'rune']],
  [
    ['@agents', '@here'],
    ['maya', 'ada', 'rune'],
  ],
  [['maya', '@nobody'], []],
])('%j calls %j', (groups, called) => expect(calledByGroups(groups, room)).toEqual(called));

test('a group is named as a participant is: in any case, and not in code or a word', () => {
  const named = (text: string): string[] => mentionedIds(text, GROUP_NAMES);
  expect(named('@Everyone, look')).toEqual(['@everyone']);
  expect(named('@here and @agents')).toEqual(['@here', '@agents']);
  for (const text of ['`@everyone`', 'mail@everyone.example', '@everyones', '\\@here', '@hereabouts'])
    expect(named(text), text).toEqual([]);
});

test('only the three are groups', () => {
  expect(['@everyone', '@here', '@agents', '@all', 'everyone', '@'].map(isGroupId)).toEqual([true, true, true, false, false, false]);
});
