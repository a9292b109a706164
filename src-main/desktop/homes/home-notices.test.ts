import { expect, test } from 'vitest';
import { createHomeNotices } from './home-notices.ts';

test('a home has one notification, which the next one replaces and a click opens', () => {
  const { notices, log, clicks } = setup();
  notices.show('a', { title: 'Porch', body: '1 unread message' });
  notices.show('b', { title: 'Garage', body: '4 unread messages' });
  notices.show('a', { title: 'Porch', body: '2 unread messages' });
  clicks[2]?.();
  notices.close();
  expect(log).toEqual([
    'Porch: 1 unread message',
    'Garage: 4 unread messages',
    'closed Porch: 1 unread message',
    'Porch: 2 unread messages',
    'open a',
    'closed Porch: 2 unread messages',
    'closed Garage: 4 unread messages',
  ]);
});

test('a notification is taken back once when its home was read elsewhere', () => {
  const { notices, log } = setup();
  notices.show('a', { title: 'Porch', body: '1 unread message' });
  notices.show('b', { title: 'Garage', body: '4 unread messages' });
  for (const id of ['a', 'a', 'c']) notices.takeBack(id);
  notices.close();
  expect(log.slice(2)).toEqual(['closed Porch: 1 unread message', 'closed Garage: 4 unread messages']);
});

function setup() {
  const log: string[] = [];
  const clicks: (() => void)[] = [];
  const notices = createHomeNotices(
    ({ title, body }) => ({
      on: (event, listener) => event === 'click' && clicks.push(listener),
      show: () => log.push(`${title}: ${body}`),
      close: () => log.push(`closed ${title}: ${body}`),
    }),
    (id) => log.push(`open ${id}`),
  );
  return { notices, log, clicks };
}
