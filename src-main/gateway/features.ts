// The features of the server. Their start and end follow this order; what happens after a change follows the phases of
// domain/listeners.ts instead.
import { auditCommands, startTrimmingAudit } from './domain/audit/commands.ts';
import { accessCommands } from './domain/access/commands.ts';
import { startDroppingExpired } from './domain/access/expiry.ts';
import { approvalCommands } from './domain/approvals/commands.ts';
import { agentInviteCommands } from './domain/agent-invites/commands.ts';
import { agentCommands } from './domain/agents/commands.ts';
import { pushCommands } from './domain/push/commands.ts';
import { presenceCommands } from './domain/presence/commands.ts';
import { voteCommands } from './domain/votes/commands.ts';
import { startRecordingLeaders } from './domain/coordination/record-leaders.ts';
import { coordinationCommands } from './domain/coordination/commands.ts';
import { startDiskWatch } from './domain/maintenance/disk-watch.ts';
import { startEphemeral } from './domain/rooms/ephemeral.ts';
import { exportCommands } from './domain/exports/commands.ts';
import { fileCommands } from './domain/files/commands.ts';
import { startFileSweep } from './domain/files/sweep.ts';
import { startForgettingAgents } from './domain/agents/forget.ts';
import { maintenanceCommands } from './domain/maintenance/commands.ts';
import { importCommands } from './domain/imports/commands.ts';
import { incomingWebhookFeature } from './domain/incoming-webhooks/feature.ts';
import { keyCommands } from './domain/keys/commands.ts';
import { limitCommands, startSavingLevels } from './domain/limits/commands.ts';
import { forwardCommands } from './domain/messages/forward.ts';
import { messageCommands } from './domain/messages/commands.ts';
import { notifyCommands } from './domain/notify/commands.ts';
import { pinCommands } from './domain/pins/commands.ts';
import { roomPageCommands } from './domain/room-pages/commands.ts';
import { peopleCommands } from './domain/people/commands.ts';
import { personNoteCommands } from './domain/person-notes/commands.ts';
import { previewCommands } from './domain/previews/commands.ts';
import { readingCommands, startTellingReads } from './domain/reading/commands.ts';
import { retentionCommands } from './domain/maintenance/retention.ts';
import { roomCommands } from './domain/rooms/commands.ts';
import { savedCommands } from './domain/saved/commands.ts';
import { startReminding } from './domain/saved/remind.ts';
import { threadCommands } from './domain/threads/commands.ts';
import { scheduledCommands } from './domain/scheduled/commands.ts';
import { startSendingScheduled } from './domain/scheduled/send.ts';
import { sidebarCommands } from './domain/sidebar/commands.ts';
import { streamCommands } from './domain/streams/commands.ts';
import { searchCommands } from './domain/search/commands.ts';
import { startRenewal } from './domain/access/renewal.ts';
import { sessionCommands } from './domain/access/sessions.ts';
import { webhookCommands } from './domain/webhooks/commands.ts';
import type { Feature } from './feature.ts';
import { followed, secretFileIn } from './key-file.ts';
import { expireSecret, applyKeyChange } from './realtime/key-connections.ts';
import { ownAgents } from './own-agents.ts';
import type { Services } from './services.ts';
import { wokenAgents } from './woken-agents.ts';

/** What the search index follows. */
const SEARCHED: ReadonlySet<string> = new Set(['message.posted', 'message.changed', 'room.removed', 'history.imported']);

export function featuresOf(services: Services) {
  const {
    options,
    core,
    hub,
    floor,
    search,
    retention,
    webhooks,
    previews,
    push,
    models,
    endConnections,
    backups,
    sharing,
    listeners,
    blobs,
    freeBytes,
  } = services;
  const { dataDir, version, recentLog, after, log } = options;
  return [
    { name: 'rooms', commands: roomCommands(core, floor) },
    { name: 'messages', commands: { ...messageCommands(core, previews), ...forwardCommands(core) } },
    { name: 'streams', commands: streamCommands(core), start: () => core.streams.follow() },
    { name: 'approvals', commands: approvalCommands(core), start: () => core.approvals.follow() },
    { name: 'scheduled messages', commands: scheduledCommands(core), start: () => startSendingScheduled({ core, after, log }) },
    { name: 'threads', commands: threadCommands(core) },
    { name: 'saved messages', commands: savedCommands(core), start: () => startReminding({ core, after, log }) },
    { name: 'pins', commands: pinCommands(core) },
    { name: 'room pages', commands: roomPageCommands(core) },
    { name: 'notes about people', commands: personNoteCommands(core) },
    { name: 'link previews', commands: previewCommands(core), start: () => () => previews.close() },
    { name: 'reading', commands: readingCommands(core), start: () => startTellingReads(core, after) },
    { name: 'deliveries', start: () => core.deliveries.start({ after, log, ping: (personId) => hub.pingWatching(personId) }) },
    { name: 'files', commands: fileCommands(core), start: () => startFileSweep({ core, blobs, after, log }) },
    {
      name: 'attendance',
      commands: presenceCommands(core),
      start: () =>
        core.onChange(({ event, only_id }) => {
          if (event.type === 'room.removed') core.presence.leaveRemoved(event.room_id, only_id);
        }),
    },
    {
      name: 'coordination',
      commands: { ...voteCommands(core), ...coordinationCommands(core, floor) },
      start() {
        const ends = [core.onChange(({ event }) => floor.follow(event), 'turn-taking'), startRecordingLeaders(core, log)];
        return () => ends.forEach((end) => end());
      },
    },
    { name: 'notifications', commands: notifyCommands(core) },
    { name: 'push', commands: pushCommands(core, push), start: () => () => push.close() },
    { name: 'model providers', commands: models.commands(), start: () => () => models.close() },
    { name: 'sidebar', commands: sidebarCommands(core) },
    { name: 'people', commands: peopleCommands(core) },
    {
      name: 'agents',
      commands: agentCommands(core, { endConnections }),
      start: () => startForgettingAgents({ core, after, log }),
    },
    {
      name: 'access',
      commands: accessCommands(core, {
        origins: () => sharing.reachableAt,
        sharedOrigins: () => sharing.state().origins,
        endConnections,
      }),
      start: () => startRenewal(core, (participantId) => hub.renewSnapshots(participantId)),
    },
    {
      name: 'sessions',
      commands: sessionCommands(core, { origins: () => sharing.reachableAt, endConnections }),
      start: () => startDroppingExpired({ core, after, log }),
    },
    {
      name: 'keys',
      commands: keyCommands(core, {
        endConnections,
        applyKeyChange(key) {
          applyKeyChange(core, hub, key);
          core.streams.recheck();
        },
        expireSecret: (keyId, until, asking) => expireSecret(core, hub, keyId, until, asking),
        secretFile: followed(secretFileIn(dataDir), () => listeners.placeKeyAgain()),
      }),
    },
    { name: 'invites for agents', commands: agentInviteCommands(core, { origins: () => sharing.reachableAt }) },
    { name: 'exports', commands: exportCommands(core) },
    { name: 'audit log', commands: auditCommands(core), start: () => startTrimmingAudit({ core, after, log }) },
    { name: 'limits', commands: limitCommands(core), start: () => startSavingLevels({ core, after, log }) },
    { name: 'retention', commands: retentionCommands(core, () => retention.sweep()) },
    {
      name: 'keeping',
      commands: maintenanceCommands(core, {
        ...{ dataDir, version, recentLog, backups, startedAt: core.now() },
        connections: () => hub.connectionCount,
      }),
      start: () => startDiskWatch({ core, after, freeBytes, log }),
    },
    { name: 'incoming webhooks', commands: incomingWebhookFeature(core) },
    { name: 'imports', commands: importCommands(core, services.imports) },
    { name: 'sharing', commands: sharing.commands() },
    { name: 'listeners for agents', commands: listeners.commands() },
    {
      name: 'webhooks',
      commands: webhookCommands(core, webhooks),
      start() {
        webhooks.start();
        return () => webhooks.close();
      },
    },
    {
      name: 'search',
      commands: searchCommands(core, search),
      start: () =>
        core.onChange(({ event }) => {
          if (SEARCHED.has(event.type)) search.note();
        }),
    },
    { name: 'ephemeral rooms', start: () => startEphemeral({ core, after, log }) },
    ownAgents(services),
    wokenAgents(services),
  ] as const satisfies readonly Feature[];
}
