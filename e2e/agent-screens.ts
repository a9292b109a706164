// The dialog about agents.
import { byPalette } from './by-palette.ts';
import type { Screen } from './screens.ts';

export const AGENT_SCREENS: readonly Screen[] = [
  { name: 'agents', open: (place) => byPalette(place, 'Connect an agent') },
  {
    name: 'invite-agent',
    async open(place) {
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: place.say('Invite an agent') }).click();
      await dialog.getByRole('button', { name: place.say('Choose rights') }).click();
      return dialog;
    },
  },
  {
    name: 'agent',
    async open(place) {
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: /^Ada/ }).click();
      return dialog;
    },
  },
];
