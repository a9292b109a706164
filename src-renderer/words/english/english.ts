// What the interface says in English, a file for each part of it. It is also what a translation is measured by.
import { timelineWords } from './timeline.ts';
import { uiWords } from './ui.ts';

export const english = {
  timeline: timelineWords,
  ui: uiWords,
};
