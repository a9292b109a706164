// The end of the form that creates an agent.
import { expect, type Locator, type Page } from '@playwright/test';
import { composer } from './home.ts';

/** Creates the agent of a filled form. The app then puts its name into the field of the room; text from before that would follow it. */
export async function finishAgent(page: Page, form: Locator, title = 'lobby'): Promise<void> {
  await form.getByRole('button', { name: 'Create agent' }).click();
  await expect(composer(page, title)).toHaveValue(/^@\S+ $/);
  await expect(composer(page, title)).toBeFocused();
}
