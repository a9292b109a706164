// What the interface says in English, a file for each part of it. It is also what a translation is measured by.
import { connectionWords } from './connection.ts';
import { coordinationWords } from './coordination.tsx';
import { joinWords } from './join.tsx';
import { peopleWords } from './people.ts';
import { profileWords } from './profile.ts';
import { stateWords } from './state.ts';
import { timelineWords } from './timeline.ts';
import { uiWords } from './ui.ts';
import { welcomeWords } from './welcome.ts';
import { windowWords } from './window.ts';

export const english = {
  connection: connectionWords,
  coordination: coordinationWords,
  join: joinWords,
  people: peopleWords,
  profile: profileWords,
  state: stateWords,
  timeline: timelineWords,
  ui: uiWords,
  welcome: welcomeWords,
  window: windowWords,
};
