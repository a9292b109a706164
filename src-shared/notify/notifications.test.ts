import { expect, test } from 'vitest';
import type { Place } from '../deep-link.ts';
import type { Message } from '../objects.ts';
import { notificationWords } from './english.ts';
import { createNotifications, type NativeNotification } from './notifications.ts';
import type { NotificationText } from './texts.ts';
import { smallHome, written } from './testing/cast.ts';
import { manualTimer } from './testing/manual-timer.ts';

test('says who and where, and in a direct room just who', () => {
  const { notify, shown } = setup();
  notify(written({ content: '**Done**.' }));
  notify(written({ room_id: 'sarah', author_id: 'sarah', content: 'Hi' }));
  expect(shown.map(({ text }) => text)).toEqual([
    { title: 'Ada in launch-plan', body: 'Done.' },
    { title: 'Sarah', body: 'Hi' },
  ]);
});

test('says of a sealed message who wrote and where, and never what it is made of', () => {
  const { notify, shown } = setup();
  notify(written({ content: `clw1:${'A'.repeat(40)}` }));
  expect(shown.map(({ text }) => text)).toEqual([{ title: 'Ada wrote in launch-plan', body: '' }]);
});

test('a message does not become markup where the desktop reads it as such', () => {
  const { notify, shown } = setup({ isBodyMarkup: true });
  notify(written({ content: '<img src=x> & "co"' }));
  expect(shown[0]?.text.body).toBe('&lt;img src=x&gt; &amp; "co"');
});

test('a click opens the room at the message', () => {
  const { notify, shown, opened } = setup();
  notify(written());
  shown[0]?.click();
  expect(opened).toEqual([expect.objectContaining({ room_id: 'plan', seq: 11 })]);
});

test('many become one that says how many, in how many rooms, and from whom', () => {
  const { notify, shown, opened, timer } = setup();
  for (const seq of [11, 12, 13]) notify(written({ seq }));
  for (const seq of [11, 12]) notify(written({ seq, room_id: 'sarah', author_id: 'sarah' }));
  timer.advance(2_000);
  expect(shown.at(-1)?.text).toEqual({ title: '5 new messages in 2 rooms', body: 'Ada in launch-plan, Sarah' });
  shown.at(-1)?.click();
  expect(opened).toEqual([expect.objectContaining({ room_id: 'sarah', seq: 12 })]);
});

interface Shown {
  text: NotificationText;
  click(): void;
}

function setup({ isBodyMarkup = false } = {}) {
  const timer = manualTimer();
  const shown: Shown[] = [];
  const opened: Place[] = [];
  const create = (text: NotificationText): NativeNotification => {
    const listeners = new Map<string, () => void>();
    shown.push({ text, click: () => listeners.get('click')?.() });
    return { on: (event, listener) => listeners.set(event, listener), show: () => undefined, close: () => listeners.get('close')?.() };
  };
  const notifications = createNotifications({
    create,
    timer,
    isBodyMarkup,
    words: () => notificationWords,
    onOpen: (place) => opened.push(place),
  });
  const notify = (message: Message) => notifications.notify({ type: 'message.posted', cursor: 1, message }, smallHome(), 'text');
  return { timer, shown, opened, notify };
}
