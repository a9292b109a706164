import { notificationWords } from '../../../src-shared/notify/english.ts';

export const notifyWords = {
  /** What the notifications themselves say. */
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

  page: {
    label: 'Notifications',
    text: 'Choose your notifications, for all devices and for this one.',

    what: 'Notify me about',
    everything: 'Everything',
    everythingText: 'Every message in your rooms',
    forMe: 'Mentions and direct messages',
    forMeText: 'Also agents’ replies to you',
    nothing: 'Nothing',
    nothingText: 'Except rooms that you choose below',

    device: 'On this device',
    system: 'Show notifications',
    systemDesktop: 'Also while the window is closed.',
    systemBrowser: 'While this page is open.',
    allow: 'Allow notifications',
    ask: 'Your browser will ask for permission.',
    refused: 'Your browser blocks notifications for this page. Allow them in the browser’s settings, then come back here.',
    insecure: 'Browsers allow notifications only on secure pages (https). This page uses http. Sounds and the page title still work.',
    missing: 'This browser does not support notifications. Sounds and the page title still work.',
    sounds: 'Play sounds',
    soundsText: 'Two notes for messages to you, one note for others. Silent in the room that you view.',
    hearCall: 'Play sound for you',
    hearSoft: 'Play other sound',
    badge: 'Show unread count',
    badgeDesktop: 'On the app’s icon and in the tray.',
    badgeBrowser: 'In the title of this page.',

    shows: 'Notification content',
    showsText: 'Name and text',
    showsTextText: 'The author and the beginning of the message',
    showsName: 'Name only',
    showsNameText: 'The author and the room',
    showsNothing: 'No details',
    showsNothingText: 'Only that there is a new message',

    quietTitle: 'Pause notifications',
    quietNow: 'Do not disturb',
    quietNowText: 'No notifications and no sounds, on any of your devices.',
    quietHours: 'Quiet hours',
    quietHoursText: 'Repeats every week, in the time of each device.',
    from: 'From',
    to: 'To',
    nextDay: 'the next day',
    wholeDay: 'a whole day',
    days: 'Starting on',
    noDays: 'Choose at least one day, or turn quiet hours off.',

    rooms: 'Rooms with their own setting',
    noRooms: 'None. Use a room’s bell, or choose a room here.',
    addRoom: 'Choose a room',
    everyRoom: 'Every room has its own setting.',
  },
};
