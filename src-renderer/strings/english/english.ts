// What the interface says in English, a file for each part of it. It is also what a translation is measured by.
import { actionWords } from './actions.ts';
import { agentsWords } from './agents.tsx';
import { composerWords } from './composer.ts';
import { connectionWords } from './connection.ts';
import { coordinationWords } from './coordination.tsx';
import { devicesWords } from './devices.ts';
import { emojiWords } from './emoji.ts';
import { errorWords } from './errors.ts';
import { filesWords } from './files.ts';
import { findingWords } from './finding.ts';
import { invitesWords } from './invites.ts';
import { joinWords } from './join.tsx';
import { keepingWords } from './keeping.ts';
import { keysWords } from './keys.ts';
import { lanternWords } from './lantern.ts';
import { markdownWords } from './markdown.ts';
import { membersWords } from './members.ts';
import { notifyWords } from './notify.ts';
import { pagesWords } from './pages.ts';
import { peopleWords } from './people.ts';
import { privacyWords } from './privacy.ts';
import { profileWords } from './profile.ts';
import { roomPageWords } from './room-page.ts';
import { roomsWords } from './rooms.ts';
import { sealedWords } from './sealed.ts';
import { settingsWords } from './settings.ts';
import { sidebarWords } from './sidebar.ts';
import { stateWords } from './state.ts';
import { timelineWords } from './timeline.ts';
import { uiWords } from './ui.ts';
import { webhooksWords } from './webhooks.ts';
import { welcomeWords } from './welcome.ts';
import { windowWords } from './window.ts';

export const english = {
  actions: actionWords,
  agents: agentsWords,
  composer: composerWords,
  connection: connectionWords,
  coordination: coordinationWords,
  devices: devicesWords,
  emoji: emojiWords,
  errors: errorWords,
  files: filesWords,
  finding: findingWords,
  invites: invitesWords,
  join: joinWords,
  keeping: keepingWords,
  keys: keysWords,
  lantern: lanternWords,
  markdown: markdownWords,
  members: membersWords,
  notify: notifyWords,
  pages: pagesWords,
  people: peopleWords,
  privacy: privacyWords,
  profile: profileWords,
  roomPage: roomPageWords,
  rooms: roomsWords,
  sealed: sealedWords,
  settings: settingsWords,
  sidebar: sidebarWords,
  state: stateWords,
  timeline: timelineWords,
  ui: uiWords,
  webhooks: webhooksWords,
  welcome: welcomeWords,
  window: windowWords,
};
