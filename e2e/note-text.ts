import type { Page } from '@playwright/test';

export interface NotedText {
  /** Resolves when the text has come, and has gone after that. */
  gone(): Promise<void>;
}

/** The page itself notes that a text comes and goes: a look from outside could miss it. */
export async function noteText(page: Page, text: string): Promise<NotedText> {
  const noted = await page.evaluateHandle((wanted) => {
    const isThere = (): boolean => document.body.textContent?.includes(wanted) === true;
    const until = (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      });
    return { gone: until(isThere).then(() => until(() => !isThere())) };
  }, text);
  return { gone: () => noted.evaluate(({ gone }) => gone) };
}
