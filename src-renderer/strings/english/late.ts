// The texts of parts that are fetched after the first screen: a quarter of all.
import { agentsWords } from './agents.tsx';
import { devicesWords } from './devices.ts';
import { invitesWords } from './invites.ts';
import { joinWords } from './join.tsx';
import { keepingWords } from './keeping.ts';
import { keysWords } from './keys.ts';
import { pagesWords } from './pages.ts';
import { privacyWords } from './privacy.ts';
import { profileWords } from './profile.ts';
import { settingsWords } from './settings.ts';
import { webhooksWords } from './webhooks.ts';
import { welcomeWords } from './welcome.ts';

export const lateEnglish = {
  agents: agentsWords,
  devices: devicesWords,
  invites: invitesWords,
  join: joinWords,
  keeping: keepingWords,
  keys: keysWords,
  pages: pagesWords,
  privacy: privacyWords,
  profile: profileWords,
  settings: settingsWords,
  webhooks: webhooksWords,
  welcome: welcomeWords,
};
