// The texts that the first screen needs.
import { composerWords } from './composer.ts';
import { connectionWords } from './connection.ts';
import { coordinationWords } from './coordination.tsx';
import { errorWords } from './errors.ts';
import { filesWords } from './files.ts';
import { findingWords } from './finding.ts';
import { lanternWords } from './lantern.ts';
import { markdownWords } from './markdown.ts';
import { membersWords } from './members.ts';
import { notifyWords } from './notify.ts';
import { peopleWords } from './people.ts';
import { roomPageWords } from './room-page.ts';
import { savedWords } from './saved.ts';
import { scheduledWords } from './scheduled.ts';
import { sealedWords } from './sealed.ts';
import { sidebarWords } from './sidebar.ts';
import { stateWords } from './state.ts';
import { threadsWords } from './threads.ts';
import { timelineWords } from './timeline.ts';
import { uiWords } from './ui.ts';
import { windowWords } from './window.ts';

export const english = {
  composer: composerWords,
  connection: connectionWords,
  coordination: coordinationWords,
  errors: errorWords,
  files: filesWords,
  finding: findingWords,
  lantern: lanternWords,
  markdown: markdownWords,
  members: membersWords,
  notify: notifyWords,
  people: peopleWords,
  roomPage: roomPageWords,
  saved: savedWords,
  scheduled: scheduledWords,
  sealed: sealedWords,
  sidebar: sidebarWords,
  state: stateWords,
  threads: threadsWords,
  timeline: timelineWords,
  ui: uiWords,
  window: windowWords,
};
