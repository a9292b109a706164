import { expect, test } from 'vitest';
import { createHomeNotices } from './home-notices.ts';

test('a home has one notification, which the next one replaces and a click opens', () => {
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
