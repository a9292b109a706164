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

/** What one says of oneself, in the settings. */
export const profileWords = {
  picture: 'Picture',
  pictureHint: 'Everybody who sees your name sees it. A square is cut from its middle.',
  choosePicture: 'Choose a picture',
  changePicture: 'Change picture',
  removePicture: 'Remove picture',
  notAPicture: 'That file could not be read as a picture. Choose a PNG, JPEG or WebP.',
  pictureTooLarge: 'That picture could not be made small enough. Choose another one.',
  color: 'Colour',
  hue,
  status: 'Status',
  statusHint: 'For example “out for lunch” or “on the train”. It stands in your card.',
  addEmoji: 'Add an emoji',
  changeEmoji: (emoji: string) => `Emoji ${emoji}. Change it`,
  clearAfter: 'Clear after',
  clearNever: 'Not by itself',
  clearMinutes: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
  clearHours: (hours: number) => plural(hours, { one: '# hour', other: '# hours' }),
  clearToday: 'The end of today',
  clearAsItWas: (time: string) => `As it is: ${time}`,
  setStatus: 'Set status',
  clearStatus: 'Clear status',
  timeZone: 'Time zone',
  timeZoneHint: 'The others see what time it is for you.',
  timeZoneNone: 'Do not say',
  timeZoneOwn: (zone: string) => `${zone} (this computer’s)`,
};
