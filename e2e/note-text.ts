import type { Page } from '@playwright/test';

export interface NotedText {
  /** When the text came, by the clock of this machine. */
  cameAt(): Promise<number>;
  /** When it was gone after that. */
  wentAt(): Promise<number>;
}

/** The page itself notes when a text comes and goes. A look from outside comes up to a second late. */
export async function noteText(page: Page, text: string): Promise<NotedText> {
  const noted = await page.evaluateHandle((wanted) => {
    const isThere = (): boolean => document.body.textContent?.includes(wanted) === true;
    const timeOf = (holds: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      });
    const came = timeOf(isThere);
    return { came, went: came.then(() => timeOf(() => !isThere())) };
  }, text);
  return {
    cameAt: () => noted.evaluate(({ came }) => came),
    wentAt: () => noted.evaluate(({ went }) => went),
  };
}
