// The buttons that show while the mouse is over a message.
import { expect, type Locator } from '@playwright/test';

/** Of one attempt. What is there is there at once. */
const ATTEMPT = { timeout: 2_000 };

/**
 * Presses one of them, and waits for what it opens. A list may move at any moment, because a person has read the message or the
 * window has another size: the message is taken away from under the mouse, and its buttons with it.
 */
export async function pressOver(row: Locator, name: string, opens: Locator): Promise<void> {
  let attempt = 0;
  await expect(async () => {
    attempt += 1;
    if (attempt === 1 || !(await opens.isVisible())) {
      await row.hover(ATTEMPT);
      await row.getByRole('button', { name, exact: true }).click(ATTEMPT);
    }
    await expect(opens).toBeVisible(ATTEMPT);
  }).toPass();
}
