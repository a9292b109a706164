// Notifications about other homes whose pages cannot show any: one for each home, which the next one replaces.
import type { NativeNotification } from '../../../src-shared/notify/notifications.ts';
import type { NotificationText } from '../../../src-shared/notify/texts.ts';

export interface HomeNotices {
  show(id: string, text: NotificationText): void;
  /** Nothing is unread in the home any more. */
  takeBack(id: string): void;
  close(): void;
}

export function createHomeNotices(create: (text: NotificationText) => NativeNotification, onOpen: (id: string) => void): HomeNotices {
  const shown = new Map<string, NativeNotification>();
  return {
    show(id, text) {
      shown.get(id)?.close();
      const notification = create(text);
      notification.on('click', () => onOpen(id));
      shown.set(id, notification);
      notification.show();
    },
    takeBack(id) {
      shown.get(id)?.close();
      shown.delete(id);
    },
    close() {
      for (const notification of shown.values()) notification.close();
      shown.clear();
    },
  };
}
