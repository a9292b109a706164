// A message that an agent is writing in the room of the talk.
import { expect } from '@playwright/test';
import type { Place, Screen } from './screens.ts';

export const STREAMED =
  'Two things before Friday:\n\n1. The gate has to be **on** in both regions.\n2. Sarah reads the chart, and I watch the error ra';

export const STREAM_SCREEN: Screen = {
  name: 'stream',
  async open({ page, scene }) {
    const { quill } = scene.agents;
    const { stream_id } = await quill.request('stream_start', { room_id: scene.room.id });
    await quill.request('stream_delta', { stream_id, text: STREAMED });
    await expect(page.locator('[data-stream]')).toContainText('error ra');
    // In the empty field, Escape would stop the agent.
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    return page.getByRole('main');
  },
  async end({ page, scene }: Place) {
    const { quill } = scene.agents;
    const stream_id = await page.locator('[data-stream]').getAttribute('data-stream');
    await quill.request('stream_end', { stream_id, discard: true });
    await expect(page.locator('[data-stream]')).toHaveCount(0);
  },
};
