// What the interface says in English, a file for each part of it. It is also what a translation is measured by.
import { composerWords } from './composer.ts';
import { actionWords } from './actions.ts';
import { agentsWords } from './agents.tsx';
import { connectionWords } from './connection.ts';
import { coordinationWords } from './coordination.tsx';
import { emojiWords } from './emoji.ts';
import { filesWords } from './files.ts';
import { findingWords } from './finding.ts';
import { invitesWords } from './invites.ts';
import { joinWords } from './join.tsx';
import { roomsWords } from './rooms.ts';
import { notifyWords } from './notify.ts';
import { keepingWords } from './keeping.ts';
import { settingsWords } from './settings.ts';
import { lanternWords } from './lantern.ts';
import { markdownWords } from './markdown.ts';
import { membersWords } from './members.ts';
import { privacyWords } from './privacy.ts';
import { roomPageWords } from './room-page.ts';
import { sealedWords } from './sealed.ts';
import { sidebarWords } from './sidebar.ts';
import { stateWords } from './state.ts';
import { timelineWords } from './timeline.ts';
import { uiWords } from './ui.ts';
import { welcomeWords } from './welcome.ts';
import { windowWords } from './window.ts';

export const english = {
  composer: composerWords,
  actions: actionWords,
  agents: agentsWords,
  connection: connectionWords,
  coordination: coordinationWords,
  emoji: emojiWords,
  files: filesWords,
  finding: findingWords,
  invites: invitesWords,
  join: joinWords,
  rooms: roomsWords,
  notify: notifyWords,
  keeping: keepingWords,
  settings: settingsWords,
  lantern: lanternWords,
  markdown: markdownWords,
  members: membersWords,
  privacy: privacyWords,
  roomPage: roomPageWords,
  sealed: sealedWords,
  sidebar: sidebarWords,
  state: stateWords,
  timeline: timelineWords,
  ui: uiWords,
  welcome: welcomeWords,
  window: windowWords,
};
