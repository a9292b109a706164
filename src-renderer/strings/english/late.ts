// The texts of parts that are fetched after the first screen: a third of all.
import { accessWords } from './access.ts';
import { actionWords } from './actions.ts';
import { approvalsWords } from './approvals.ts';
import { auditWords } from './audit.ts';
import { actsWords } from './acts.ts';
import { agentsWords } from './agents.tsx';
import { callingWords } from './calling.ts';
import { certificateWords } from './certificate.ts';
import { choicesWords } from './choices.ts';
import { codeWords } from './code.ts';
import { coordinatingWords } from './coordinating.ts';
import { deletionWords } from './deletion.ts';
import { devicesWords } from './devices.ts';
import { electingWords } from './electing.tsx';
import { emojiWords } from './emoji.ts';
import { erasingWords } from './erasing.ts';
import { exportingWords } from './exporting.ts';
import { forwardWords } from './forward.ts';
import { firstSightWords } from './first-sight.ts';
import { entrancesWords } from './entrances.ts';
import { agentFactWords } from './agent-facts.ts';
import { hostedWords } from './hosted.ts';
import { invitesWords } from './invites.ts';
import { joinWords } from './join.tsx';
import { encryptionWords } from './encryption.ts';
import { keepingWords } from './keeping.ts';
import { keysWords } from './keys.ts';
import { lanternCardWords } from './lantern-card.ts';
import { lostRoomWords } from './lost-room.ts';
import { modelsWords } from './models.ts';
import { toolServersWords } from './tool-servers.ts';
import { networkWords } from './network.ts';
import { notifyPageWords } from './notify-page.ts';
import { pageWords } from './page.ts';
import { pagesWords } from './pages.ts';
import { playerWords } from './player.ts';
import { paletteWords } from './palette.ts';
import { personNoteWords } from './person-note.ts';
import { startsWords } from './starts.ts';
import { streamsWords } from './streams.ts';
import { pinsWords } from './pins.ts';
import { previewsWords } from './previews.ts';
import { printingWords } from './printing.ts';
import { privacyWords } from './privacy.ts';
import { profileWords } from './profile.ts';
import { rolesWords } from './roles.ts';
import { pushWords } from './push.ts';
import { roomsWords } from './rooms.ts';
import { runningWords } from './running.ts';
import { savedPanelWords } from './saved-panel.ts';
import { schedulingWords } from './scheduling.ts';
import { sealingWords } from './sealing.ts';
import { searchingWords } from './searching.ts';
import { settingsWords } from './settings.ts';
import { slashWords } from './slash.ts';
import { tasksWords } from './tasks.ts';
import { threadWords } from './thread.ts';
import { threadPanelWords } from './thread-panel.ts';
import { trustWords } from './trust.tsx';
import { turnFilesWords } from './turn-files.ts';
import { viewingWords } from './viewing.ts';
import { voiceWords } from './voice.ts';
import { votingWords } from './voting.ts';
import { incomingWords } from './incoming-webhooks.ts';
import { webhooksWords } from './webhooks.ts';
import { welcomeWords } from './welcome.ts';

export const lateEnglish = {
  access: accessWords,
  actions: actionWords,
  acts: actsWords,
  agents: agentsWords,
  approvals: approvalsWords,
  audit: auditWords,
  calling: callingWords,
  certificate: certificateWords,
  choices: choicesWords,
  code: codeWords,
  coordinating: coordinatingWords,
  deletion: deletionWords,
  devices: devicesWords,
  electing: electingWords,
  emoji: emojiWords,
  erasing: erasingWords,
  exporting: exportingWords,
  forward: forwardWords,
  firstSight: firstSightWords,
  agentFacts: agentFactWords,
  hosted: hostedWords,
  invites: invitesWords,
  entrances: entrancesWords,
  join: joinWords,
  keeping: keepingWords,
  encryption: encryptionWords,
  keys: keysWords,
  lanternCard: lanternCardWords,
  lostRoom: lostRoomWords,
  models: modelsWords,
  toolServers: toolServersWords,
  network: networkWords,
  notifyPage: notifyPageWords,
  page: pageWords,
  pages: pagesWords,
  palette: paletteWords,
  personNote: personNoteWords,
  pins: pinsWords,
  player: playerWords,
  starts: startsWords,
  streams: streamsWords,
  previews: previewsWords,
  printing: printingWords,
  privacy: privacyWords,
  profile: profileWords,
  roles: rolesWords,
  push: pushWords,
  rooms: roomsWords,
  running: runningWords,
  savedPanel: savedPanelWords,
  scheduling: schedulingWords,
  sealing: sealingWords,
  searching: searchingWords,
  settings: settingsWords,
  slash: slashWords,
  tasks: tasksWords,
  thread: threadWords,
  threadPanel: threadPanelWords,
  trust: trustWords,
  turnFiles: turnFilesWords,
  viewing: viewingWords,
  voice: voiceWords,
  voting: votingWords,
  webhooks: webhooksWords,
  incoming: incomingWords,
  welcome: welcomeWords,
};
