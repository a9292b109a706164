import type { Hue } from '../../../src-shared/profile.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const hue: Record<Hue, string> = {
  teal: 'Teal',
  rust: 'Rust',
  plum: 'Plum',
  violet: 'Violet',
  blue: 'Blue',
  gold: 'Gold',
  green: 'Green',
  rose: 'Rose',
  slate: 'Slate',
  brown: 'Brown',
};

/** The user's own profile, in the settings, and the menu of a participant. */
export const profileWords = {
  show: 'Show profile',
  aboutAgent: 'About this agent',
  picture: 'Picture',
  pictureHint: 'Shown beside your name. It is cropped to a square.',
  choosePicture: 'Choose a picture',
  changePicture: 'Change picture',
  removePicture: 'Remove picture',
  notAPicture: 'This file is not a picture. Choose a PNG, JPEG or WebP file.',
  pictureTooLarge: 'This picture is too large. Choose another one.',
  color: 'Colour',
  hue,
  status: 'Status',
  statusHint: 'For example “out for lunch” or “on the train”. Shown on your card.',
  addEmoji: 'Add an emoji',
  changeEmoji: (emoji: string) => `Emoji ${emoji}. Change`,
  clearAfter: 'Clear after',
  clearNever: 'Don’t clear',
  clearMinutes: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
  clearHours: (hours: number) => plural(hours, { one: '# hour', other: '# hours' }),
  clearToday: 'Today',
  clearAsItWas: (time: string) => `Unchanged: ${time}`,
  setStatus: 'Set status',
  clearStatus: 'Clear status',
  timeZone: 'Time zone',
  timeZoneHint: 'Others see your local time.',
  timeZoneNone: 'Don’t share',
  timeZoneOwn: (zone: string) => `${zone} (this computer’s)`,
};
