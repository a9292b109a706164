import { notificationWords } from '../../../src-shared/notify/english.ts';

export const notifyWords = {
  /** The texts of the notifications. */
  notification: notificationWords,

  /** A room's own: in its header, in its details and in the settings. */
  room: {
    title: 'Notifications',
    /** The bell in the header; `state` is one of the levels or of the mutes. */
    bell: (state: string) => `Notifications: ${state}`,
    bellOf: (room: string, state: string) => `Notifications for ${room}: ${state}`,
    default: 'Default',
    all: 'Every message',
    mentions: 'Mentions only',
    none: 'Muted',
    mutedUntil: (time: string) => `Muted until ${time}`,
    muteHour: 'Mute for 1 hour',
    muteTomorrow: 'Mute until tomorrow',
    unmute: 'Unmute',
    /** For a screen reader, after the name of a room in the sidebar. */
    muted: ', muted',
    whatEverything: 'every message',
    whatForMe: 'mentions and direct messages',
    whatNothing: 'nothing',
  },

  quiet: {
    hour: 'Do not disturb for 1 hour',
    tomorrow: 'Do not disturb until tomorrow',
    end: 'End do not disturb',
    until: (time: string) => `Do not disturb until ${time}`,
    hours: 'Quiet hours',
    muteRoom: (room: string) => `Mute ${room}`,
    unmuteRoom: (room: string) => `Unmute ${room}`,
  },
};
