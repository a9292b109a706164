// The notification settings of one device. They stay on the device: in the browser's storage, and in the desktop in a file that its
// main process reads.
import * as z from 'zod/mini';

export const DeviceSettings = z.object({
  /** The system's own notifications. */
  notifications: z.boolean(),
  sounds: z.boolean(),
  /** The number of unread messages: on the app's icon, and in the title of a browser's page. */
  badge: z.boolean(),
  /** The content of a notification that is visible on the screen. */
  shows: z.enum(['text', 'name', 'nothing']),
});
export type DeviceSettings = z.infer<typeof DeviceSettings>;

/** In a browser nothing is shown before it was allowed to. */
export const FIRST_DEVICE_SETTINGS: DeviceSettings = { notifications: true, sounds: true, badge: true, shows: 'text' };

export const Sound = z.enum(['call', 'soft']);
export type Sound = z.infer<typeof Sound>;
