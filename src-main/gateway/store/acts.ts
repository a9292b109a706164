// Everything the store can do, by name. Each act is one transaction: it throws an AppError before it writes anything,
// or it happens whole. Several acts may share one commit.
import * as access from './acts/access.ts';
import * as files from './acts/files.ts';
import * as keeping from './acts/keeping.ts';
import * as keys from './acts/keys.ts';
import * as messages from './acts/messages.ts';
import * as notify from './acts/notify.ts';
import * as people from './acts/people.ts';
import * as profiles from './acts/profiles.ts';
import * as reading from './acts/reading.ts';
import * as rooms from './acts/rooms.ts';
import * as tasks from './acts/tasks.ts';
import * as votes from './acts/votes.ts';
import * as webhooks from './acts/webhooks.ts';
import type { Transaction } from './transaction.ts';

export const ACTS = {
  postMessage: messages.postMessage,
  editMessage: messages.editMessage,
  deleteMessage: messages.deleteMessage,
  react: messages.react,
  markRead: reading.markRead,
  markUnread: reading.markUnread,

  setNotifyLevel: notify.setNotifyLevel,
  setNotifyPreferences: notify.setNotifyPreferences,

  addFile: files.addFile,
  dropFile: files.dropFile,
  dropUnsentFiles: files.dropUnsentFiles,
  forgetFiles: files.forgetFiles,

  createRoom: rooms.createRoom,
  openDirect: rooms.openDirect,
  updateRoom: rooms.updateRoom,
  archiveRoom: rooms.archiveRoom,
  addMember: rooms.addMember,
  removeMember: rooms.removeMember,
  destroyRoom: rooms.destroyRoom,

  createVote: votes.createVote,
  castVote: votes.castVote,
  closeVote: votes.closeVote,
  attendVotes: votes.attendVotes,
  assignTask: tasks.assignTask,
  updateTask: tasks.updateTask,

  subscribe: webhooks.subscribe,
  unsubscribe: webhooks.unsubscribe,
  enableSubscription: webhooks.enableSubscription,
  disableSubscription: webhooks.disableSubscription,
  moveSubscription: webhooks.moveSubscription,
  failSubscription: webhooks.failSubscription,

  foundHome: people.foundHome,
  nameHome: people.nameHome,
  changeHome: people.changeHome,
  shareOn: people.shareOn,
  setClawChat: people.setClawChat,
  planBackups: keeping.planBackups,
  setRetention: keeping.setRetention,
  sweepRoom: keeping.sweepRoom,
  registerAgent: people.registerAgent,
  bindAgent: people.bindAgent,
  forgetAgents: people.forgetAgents,
  updateProfile: profiles.updateProfile,
  removeAgent: profiles.removeAgent,
  readmitAgent: profiles.readmitAgent,
  setPrivacy: people.setPrivacy,
  revokeAccess: people.revokeAccess,

  createSession: access.createSession,
  endSession: access.endSession,
  endOtherSessions: access.endOtherSessions,
  touchSession: access.touchSession,
  createInvite: access.createInvite,
  reinvite: access.reinvite,
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
} as const satisfies Record<string, (tx: Transaction, args: never) => unknown>;

export type ActName = keyof typeof ACTS;
export type ActArgs<A extends ActName> = Parameters<(typeof ACTS)[A]>[1];
export type ActResult<A extends ActName> = ReturnType<(typeof ACTS)[A]>;
