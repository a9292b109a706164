// Everything that the home writes, by name. Several of them may share one commit.
import * as sessions from './access/session-transactions.ts';
import * as access from './access/transactions.ts';
import * as agentStarts from './agent-starts/transactions.ts';
import * as approvals from './approvals/transactions.ts';
import * as audit from './audit/transactions.ts';
import * as files from './files/transactions.ts';
import * as keeping from './maintenance/transactions.ts';
import * as hostedAgents from './hosted-agents/transactions.ts';
import * as keys from './keys/transactions.ts';
import * as agentRuns from './messages/agent-runs.ts';
import * as incomingWebhooks from './incoming-webhooks/transactions.ts';
import * as imports from './imports/transactions.ts';
import * as messages from './messages/transactions.ts';
import * as notify from './notify/transactions.ts';
import * as erasure from './people/erasure.ts';
import * as peopleAccess from './people/access.ts';
import * as pins from './pins/transactions.ts';
import * as providers from './providers/transactions.ts';
import * as toolServers from './tool-servers/transactions.ts';
import * as push from './push/transactions.ts';
import * as previews from './previews/transactions.ts';
import * as people from './people/transactions.ts';
import * as profiles from './people/profiles.ts';
import * as personNotes from './person-notes/transactions.ts';
import * as roomPages from './room-pages/transactions.ts';
import * as reading from './reading/transactions.ts';
import * as saved from './saved/transactions.ts';
import * as scheduled from './scheduled/transactions.ts';
import * as sidebar from './sidebar/transactions.ts';
import * as deletion from './rooms/delete.ts';
import * as rooms from './rooms/transactions.ts';
import * as tasks from './tasks/transactions.ts';
import * as threads from './threads/transactions.ts';
import * as votes from './votes/transactions.ts';
import * as webhooks from './webhooks/transactions.ts';
import type { ArgsOf, Operations, ResultOf } from '../store/interfaces/tx.ts';

const OPERATIONS = {
  postMessage: messages.postMessage,
  editMessage: messages.editMessage,
  deleteMessage: messages.deleteMessage,
  react: messages.react,
  scheduleMessage: scheduled.scheduleMessage,
  updateScheduled: scheduled.updateScheduled,
  postponeScheduled: scheduled.postponeScheduled,
  sendScheduled: scheduled.sendScheduled,
  failScheduled: scheduled.failScheduled,
  cancelScheduled: scheduled.cancelScheduled,
  pinMessage: pins.pinMessage,
  unpinMessage: pins.unpinMessage,
  setPersonNote: personNotes.setPersonNote,
  setRoomPage: roomPages.setRoomPage,
  addPreviews: previews.addPreviews,
  removePreview: previews.removePreview,
  followThread: threads.followThread,
  unfollowThread: threads.unfollowThread,
  markThreadRead: threads.markThreadRead,
  saveMessage: saved.saveMessage,
  remindMe: saved.remindMe,
  setReminder: saved.setReminder,
  makeDue: saved.makeDue,
  seeReminders: saved.seeReminders,
  unsave: saved.unsave,
  markRead: reading.markRead,
  markUnread: reading.markUnread,
  markDelivered: reading.markDelivered,

  setNotifyLevel: notify.setNotifyLevel,
  setNotifyPreferences: notify.setNotifyPreferences,
  subscribePush: push.subscribePush,
  unsubscribePush: push.unsubscribePush,
  notePush: push.notePush,
  dropPush: push.dropPush,

  addProvider: providers.addProvider,
  updateProvider: providers.updateProvider,
  removeProvider: providers.removeProvider,
  keepToolServers: toolServers.keepToolServers,

  setSidebar: sidebar.setSidebar,
  createSection: sidebar.createSection,
  updateSection: sidebar.updateSection,
  deleteSection: sidebar.deleteSection,
  setRoomSection: sidebar.setRoomSection,
  arrangeSection: sidebar.arrangeSection,

  addFile: files.addFile,
  dropFile: files.dropFile,
  dropUnsentFiles: files.dropUnsentFiles,
  forgetFiles: files.forgetFiles,

  createRoom: rooms.createRoom,
  openDirect: rooms.openDirect,
  updateRoom: rooms.updateRoom,
  archiveRoom: rooms.archiveRoom,
  continueAgents: agentRuns.continueAgents,
  addMember: rooms.addMember,
  recordActivity: rooms.recordActivity,
  removeMember: rooms.removeMember,
  destroyRoom: rooms.destroyRoom,
  deleteRoom: deletion.deleteRoom,
  moveRoom: deletion.moveRoom,

  requestApproval: approvals.requestApproval,
  decideApproval: approvals.decideApproval,
  closeApproval: approvals.closeApproval,
  setApprovalDeciders: approvals.setApprovalDeciders,
  createVote: votes.createVote,
  castVote: votes.castVote,
  closeVote: votes.closeVote,
  endVote: votes.endVote,
  attendVotes: votes.attendVotes,
  assignTask: tasks.assignTask,
  updateTask: tasks.updateTask,

  subscribe: webhooks.subscribe,
  unsubscribe: webhooks.unsubscribe,
  enableSubscription: webhooks.enableSubscription,
  disableSubscription: webhooks.disableSubscription,
  moveSubscription: webhooks.moveSubscription,
  failSubscription: webhooks.failSubscription,

  addIncomingWebhook: incomingWebhooks.addIncomingWebhook,
  changeIncomingWebhook: incomingWebhooks.changeIncomingWebhook,
  renewIncomingWebhook: incomingWebhooks.renewIncomingWebhook,
  noteWebhookDelivery: incomingWebhooks.noteWebhookDelivery,
  deleteIncomingWebhook: incomingWebhooks.deleteIncomingWebhook,

  foundHome: people.foundHome,
  nameHome: people.nameHome,
  changeHome: people.changeHome,
  shareOn: people.shareOn,
  keepEntrances: people.keepEntrances,
  keepCertificate: people.keepCertificate,
  keepClosedLinks: people.keepClosedLinks,
  setAgentListeners: people.setAgentListeners,
  keepMessengerTiers: people.keepMessengerTiers,
  planBackups: keeping.planBackups,
  encryptBackups: keeping.encryptBackups,
  setRetention: keeping.setRetention,
  sweepRoom: keeping.sweepRoom,
  registerAgent: people.registerAgent,
  bindAgent: people.bindAgent,
  forgetAgents: people.forgetAgents,
  updateProfile: profiles.updateProfile,
  removeAgent: profiles.removeAgent,
  readmitAgent: profiles.readmitAgent,
  setAgentStart: agentStarts.setAgentStart,
  createHostedAgent: hostedAgents.createHostedAgent,
  updateHostedAgent: hostedAgents.updateHostedAgent,
  setAgentWake: hostedAgents.setAgentWake,
  setUseLimits: hostedAgents.setUseLimits,
  beginAgentTurn: hostedAgents.beginAgentTurn,
  noteAgentTurn: hostedAgents.noteAgentTurn,
  endAgentTurn: hostedAgents.endAgentTurn,
  interruptAgentTurns: hostedAgents.interruptAgentTurns,
  keepAgentSession: hostedAgents.keepAgentSession,
  setPrivacy: people.setPrivacy,
  updateAccess: peopleAccess.updateAccess,
  revokeAccess: access.revokeAccess,
  erasePerson: erasure.erasePerson,
  eraseMessages: erasure.eraseMessages,

  createSession: sessions.createSession,
  endSession: sessions.endSession,
  signOut: sessions.signOut,
  endOtherSessions: sessions.endOtherSessions,
  touchSession: sessions.touchSession,
  signOutHere: sessions.signOutHere,
  dropExpired: sessions.dropExpired,
  createInvite: access.createInvite,
  reinvite: access.reinvite,
  updateInvite: access.updateInvite,
  renewInvite: access.renewInvite,
  revokeInvite: access.revokeInvite,
  confirmInvite: access.confirmInvite,
  redeemInvite: access.redeemInvite,
  createKey: keys.createKey,
  updateKey: keys.updateKey,
  rotateKey: keys.rotateKey,
  replaceKeySecret: keys.replaceKeySecret,
  keepVerifier: keys.keepVerifier,
  touchKey: keys.touchKey,
  revokeKey: keys.revokeKey,
  setLimits: keys.setLimits,
  saveBucketLevels: keys.saveBucketLevels,

  importHistory: imports.importHistory,

  recordAudit: audit.recordAudit,
  countFailures: audit.countFailures,
  trimAudit: audit.trimAudit,
  setAuditDays: audit.setAuditDays,
} as const satisfies Operations;

export const TRANSACTIONS = { ...OPERATIONS, audited: audit.auditedBy(OPERATIONS) } as const satisfies Operations;

export type Transactions = typeof TRANSACTIONS;
export type TransactionName = keyof Transactions;
export type TransactionArgs<N extends TransactionName> = ArgsOf<Transactions, N>;
export type TransactionResult<N extends TransactionName> = ResultOf<Transactions, N>;
