import { expect, test } from 'vitest';
import type { Place } from '../deep-link.ts';
import type { Message } from '../objects.ts';
import type { SavedItem } from '../saved.ts';
import type { ScheduledMessage } from '../scheduled.ts';
import type { DeviceSettings } from './device.ts';
import { notificationWords } from './english.ts';
import { createNotifications, type NativeNotification } from './notifications.ts';
import type { NotificationText } from './texts.ts';
import { smallHome, unsent, written } from './testing/cast.ts';
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

const REMINDER: SavedItem = { id: 'm11', room_id: 'plan', text: null, saved_at: 1, remind_at: 2, due_at: 2, is_seen: false };

test('a reminder says what it is about, and a click opens that', () => {
  const { remind, shown, opened } = setup();
  remind({}, written({ content: '**Done**.' }));
  remind({ id: 'r1', room_id: null, text: 'Call Sarah' }, null);
  expect(shown.map(({ text }) => text)).toEqual([
    { title: 'Reminder: Ada in launch-plan', body: 'Done.' },
    { title: 'Reminder', body: 'Call Sarah' },
  ]);
  for (const { click } of shown) click();
  expect(opened).toEqual([{ room_id: 'plan', seq: 11 }, null]);
});

test('a reminder shows no more than the device may show, and nothing of a sealed or deleted message', () => {
  const { remind, shown } = setup();
  remind({}, written({ content: 'Secret' }), 'nothing');
  remind({}, written({ content: 'Secret' }), 'name');
  remind({}, written({ content: `clw1:${'A'.repeat(40)}` }));
  remind({}, written({ content: '', deleted_at: 3 }));
  expect(shown.map(({ text }) => text)).toEqual([
    { title: 'Reminder', body: '' },
    { title: 'Reminder: Ada in launch-plan', body: '' },
    { title: 'Reminder: Ada in launch-plan', body: '' },
    { title: 'Reminder', body: '' },
  ]);
});

test('a reminder that is over is closed, and one that is due again takes the place of the first', () => {
  const { remind, shown, reminderOver } = setup();
  remind({}, null);
  remind({}, null);
  expect(shown.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  reminderOver('m11');
  reminderOver('another');
  expect(shown.map(({ isOpen }) => isOpen)).toEqual([false, false]);
});

test('a message that was not sent says for which room or person it was, and leads there', () => {
  const { reportUnsent, shown, opened } = setup();
  reportUnsent({ content: '**Water** the beans' });
  reportUnsent({ room_id: 'sarah' });
  reportUnsent({ content: `clw1:${'A'.repeat(40)}` });
  reportUnsent({}, 'name');
  reportUnsent({}, 'nothing');
  reportUnsent({ room_id: 'gone' });
  const title = 'A scheduled message to launch-plan was not sent';
  expect(shown.map(({ text }) => text)).toEqual([
    { title, body: 'Water the beans' },
    { title: 'A scheduled message to Sarah was not sent', body: 'Water the beans' },
    { title, body: '' },
    { title, body: '' },
    { title: 'A scheduled message was not sent', body: '' },
    { title: 'A scheduled message was not sent', body: '' },
  ]);
  shown[0]?.click();
  shown.at(-1)?.click();
  expect(opened).toEqual([{ room_id: 'plan', seq: null }, null]);
  expect(shown.filter(({ isOpen }) => isOpen)).toHaveLength(1);
});

interface Shown {
  isOpen: boolean;
  text: NotificationText;
  click(): void;
}

function setup({ isBodyMarkup = false } = {}) {
  const timer = manualTimer();
  const shown: Shown[] = [];
  const opened: (Place | null)[] = [];
  const create = (text: NotificationText): NativeNotification => {
    const listeners = new Map<string, () => void>();
    const entry = { text, isOpen: true, click: () => listeners.get('click')?.() };
    shown.push(entry);
    const close = (): void => {
      entry.isOpen = false;
      listeners.get('close')?.();
    };
    return { on: (event, listener) => listeners.set(event, listener), show: () => undefined, close };
  };
  const notifications = createNotifications({
    create,
    timer,
    isBodyMarkup,
    words: () => notificationWords,
    onOpen: (place) => opened.push(place),
  });
  const notify = (message: Message) => notifications.notify({ type: 'message.posted', cursor: 1, message }, smallHome(), 'text');
  const remind = (changes: Partial<SavedItem>, message: Message | null, shows: DeviceSettings['shows'] = 'text'): void => {
    const item = { ...REMINDER, ...changes };
    notifications.notice({ kind: 'reminder', id: item.id, at: 5, item, message }, smallHome(), shows);
  };
  const reportUnsent = (scheduled: Partial<ScheduledMessage>, shows: DeviceSettings['shows'] = 'text'): void =>
    notifications.notice({ kind: 'unsent', id: 'unsent', at: 5, scheduled: unsent('s1', 5, scheduled) }, smallHome(), shows);
  return { timer, shown, opened, notify, remind, reportUnsent, reminderOver: notifications.noticeOver };
}
