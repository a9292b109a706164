import { expect, test } from 'vitest';
import { askForNotifications, notificationAccess } from './web-notifications.ts';

interface Browser {
  isSecureContext?: boolean;
  permission?: NotificationPermission;
  userAgent?: string;
}

function page({ isSecureContext = true, permission, userAgent = 'Mozilla/5.0 (X11; Linux x86_64)' }: Browser) {
  const asked = { times: 0, answer: 'granted' as NotificationPermission };
  const native = permission && {
    permission,
    requestPermission() {
      asked.times += 1;
      native!.permission = asked.answer;
      return Promise.resolve(asked.answer);
    },
  };
  return {
    asked,
    page: { isSecureContext, navigator: { userAgent }, ...(native && { Notification: native as unknown as typeof Notification }) },
  };
}

test('a browser says whether it shows them, and why it does not', () => {
  expect(notificationAccess(page({ permission: 'granted' }).page)).toBe('granted');
  expect(notificationAccess(page({ permission: 'default' }).page)).toBe('ask');
  expect(notificationAccess(page({ permission: 'denied' }).page)).toBe('refused');
  // There they are always denied, and that is not what a user chose.
  expect(notificationAccess(page({ permission: 'denied', isSecureContext: false }).page)).toBe('insecure');
  expect(notificationAccess(page({}).page)).toBe('missing');
  expect(notificationAccess(page({ permission: 'default', userAgent: 'Mozilla/5.0 (Linux; Android 10; K)' }).page)).toBe('missing');
});

test('it is asked once, and not where the answer is known', async () => {
  const open = page({ permission: 'default' });
  expect(await askForNotifications(open.page)).toBe('granted');
  expect(await askForNotifications(open.page)).toBe('granted');
  expect(open.asked.times).toBe(1);
  const refused = page({ permission: 'denied' });
  expect(await askForNotifications(refused.page)).toBe('refused');
  expect(refused.asked.times).toBe(0);
});
