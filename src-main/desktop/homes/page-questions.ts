// Questions that the page of another home causes: only while the user sees it, and not soon after a "Cancel".
import type { Timer } from '../../../src-shared/timer.ts';

const PAUSE_MS = 10_000;

/** Null: the user was not asked, or did not answer. */
export type Answer = boolean | null;
export type PageQuestion = (question: () => Promise<Answer>) => Promise<Answer>;

export function createPageQuestions(timer: Timer, isSeen: () => boolean): PageQuestion {
  let isPausing = false;
  return async (question) => {
    if (isPausing || !isSeen()) return null;
    const answer = await question();
    if (answer === false) {
      isPausing = true;
      timer.after(PAUSE_MS, () => (isPausing = false));
    }
    return answer;
  };
}
