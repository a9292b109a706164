// The list of pinned messages beside the room of the talk.
import { expect } from '@playwright/test';
import type { Message } from '../src-shared/objects.ts';
import { PinState } from '../src-shared/pins.ts';
import { command } from './home.ts';
import type { Place, Screen } from './screens.ts';
import { fixedId } from './steady.ts';

/** One with each state. */
export const PINS_SCREEN: Screen = {
  name: 'pins',
  async open(place) {
    const { page, say } = place;
    await eachPinned(place, (message, state) => command(page, 'pin_message', { ...message, state }));
    await page.getByRole('button', { name: say('3 pinned messages') }).click();
    await expect(page.getByRole('complementary', { name: say('Members and details') }).getByRole('listitem')).toHaveCount(3);
  },
  async end(place) {
    const { page, say } = place;
    await eachPinned(place, (message) => command(page, 'unpin_message', message));
    await page.getByRole('tab', { name: say('Members') }).click();
  },
};

interface OfMessage {
  room_id: string;
  message_id: string;
}

async function eachPinned({ page, scene }: Place, run: (message: OfMessage, state: PinState) => Promise<unknown>): Promise<void> {
  const room_id = fixedId(scene.room.name);
  const { messages } = await command<{ messages: Message[] }>(page, 'get_history', { room_id });
  // Not the one with code: a list shows another text of it.
  const chat = messages.filter(({ kind, content }) => kind === 'chat' && !content.includes('```')).slice(-PinState.options.length);
  for (const [index, { id: message_id }] of chat.entries()) await run({ room_id, message_id }, PinState.options[index] ?? 'none');
}
