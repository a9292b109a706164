import { notificationWords } from '../../../src-shared/notify/english.ts';

export const notifyWords = {
  /** What the notifications themselves say. */
  notification: notificationWords,

  /** A room's own: in its header, in its details and in the settings. */
  room: {
    title: 'Notifications',
    /** The bell in the header; `state` is one of the levels or of the mutes. */
    bell: (state: string) => `Notifications: ${state}`,
    bellOf: (room: string, state: string) => `Notifications of ${room}: ${state}`,
    default: 'Like other rooms',
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
    whatForMe: 'what is for you',
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
    text: 'What calls you, where and when.',

    what: 'Tell me about',
    everything: 'Everything',
    everythingText: 'Every message in your rooms',
    forMe: 'Mentions and direct',
    forMeText: 'What names you or is written to you, and what agents answer you',
    nothing: 'Nothing',
    nothingText: 'Nothing, but for rooms you choose below',

    device: 'On this device',
    system: 'Show notifications',
    systemDesktop: 'The ones of this computer, also while the window is closed.',
    systemBrowser: 'The ones of this browser, while this page is open in it.',
    allow: 'Allow notifications',
    ask: 'Your browser asks you once whether Lanai may show them.',
    refused: 'Your browser refuses them for this page. Allow notifications for it in the browser’s own settings, then come back here.',
    insecure:
      'Browsers show notifications only for pages over a secure connection (https), and this one came over plain http. Sounds and the title still tell you.',
    missing: 'This browser has no notifications for pages. Sounds and the title still tell you.',
    sounds: 'Play sounds',
    soundsText: 'Two notes for what is written to you, one for the rest. Never for what you look at.',
    hearCall: 'Hear the call',
    hearSoft: 'Hear the other',
    badge: 'Show how much is unread',
    badgeDesktop: 'On the app’s icon and in the tray.',
    badgeBrowser: 'In the title of this page.',

    shows: 'A notification shows',
    showsText: 'Name and text',
    showsTextText: 'Who wrote, and how it begins',
    showsName: 'Name only',
    showsNameText: 'Who wrote, and where',
    showsNothing: 'Neither',
    showsNothingText: 'That there is something new',

    quietTitle: 'When not',
    quietNow: 'Do not disturb',
    quietNowText: 'No notifications and no sounds, on any of your devices.',
    quietHours: 'Quiet hours',
    quietHoursText: 'The same, every week, by the clock of each device.',
    from: 'From',
    to: 'To',
    nextDay: 'the next day',
    wholeDay: 'a whole day',
    days: 'Starting on',
    noDays: 'Choose at least one day, or switch them off.',

    rooms: 'Rooms with their own rule',
    noRooms: 'None. A room’s bell gives it one, or choose it here.',
    addRoom: 'Choose a room',
    everyRoom: 'Every room has its own rule.',
  },
};
