// The features of the server. Their start and end follow this order; what happens after a change follows the phases of
// domain/listeners.ts instead.
import { porterRunner } from './agents/porter.ts';
import { startAgents } from './agents/runner.ts';
import { accessCommands } from './domain/access.ts';
import { agentCommands } from './domain/agents.ts';
import { attendanceCommands } from './domain/attendance.ts';
import type { Commands } from './domain/core.ts';
import { coordinationCommands } from './domain/coordination.ts';
import { startDiskWatch } from './domain/disk-watch.ts';
import { startEphemeral } from './domain/ephemeral.ts';
import { fileCommands } from './domain/files.ts';
import { startFileSweep } from './domain/file-sweep.ts';
import { startForgettingAgents } from './domain/forget-agents.ts';
import { keepingCommands } from './domain/keeping.ts';
import { keyCommands } from './domain/keys.ts';
import { limitCommands, startSavingLevels } from './domain/limit-commands.ts';
import { messageCommands } from './domain/messages.ts';
import { notifyCommands } from './domain/notify.ts';
import { peopleCommands } from './domain/people.ts';
import { readingCommands, startTellingReads } from './domain/reading.ts';
import { retentionCommands } from './domain/retention.ts';
import { roomCommands } from './domain/rooms.ts';
import { searchCommands } from './domain/search.ts';
import { sessionCommands } from './domain/sessions.ts';
import { webhookCommands } from './domain/webhooks.ts';
import type { Feature } from './feature.ts';
import { freeBytesOf } from './http-start.ts';
import { followed, secretFileIn } from './key-file.ts';
import type { WaysIn } from './realtime/hub.ts';
import { expire, regrant } from './realtime/key-connections.ts';
import type { Services } from './services.ts';
import { sharingCommands } from './sharing/lan.ts';
import { forgetPutBack, readPutBack } from './store/backup/put-back.ts';

export function featuresOf({ options, core, hub, floor, search, retention, webhooks, backups, lan, listeners, blobs }: Services) {
  const { dataDir, version, recentLog, after, log } = options;
  const endConnections = (which: WaysIn): void => hub.endWhere(which);
  const freeBytes = options.freeBytes ?? (() => freeBytesOf(dataDir));
  const porter = porterRunner({ putBack: readPutBack(dataDir), onPutBackSaid: () => forgetPutBack(dataDir) });
  return [
    { name: 'rooms', commands: roomCommands(core, floor) },
    { name: 'messages', commands: messageCommands(core) },
    { name: 'reading', commands: readingCommands(core), start: () => startTellingReads(core, after) },
    { name: 'files', commands: fileCommands(core), start: () => startFileSweep({ core, blobs, after, log }) },
    { name: 'attendance', commands: attendanceCommands(core) },
    {
      name: 'coordination',
      commands: coordinationCommands(core, floor),
      start: () => core.onChange(({ event }) => floor.follow(event), 'turn-taking'),
    },
    { name: 'notifications', commands: notifyCommands(core) },
    { name: 'people', commands: peopleCommands(core) },
    {
      name: 'agents',
      commands: agentCommands(core, { endConnections }),
      start: () => startForgettingAgents({ core, after, log }),
    },
    { name: 'access', commands: accessCommands(core, { origins: () => lan.reachableAt, endConnections }) },
    { name: 'sessions', commands: sessionCommands(core, { endConnections }) },
    {
      name: 'keys',
      commands: keyCommands(core, {
        endConnections,
        regrant: (key) => regrant(core, hub, key),
        expire: (keyId, until, asking) => expire(core, hub, keyId, until, asking),
        secretFile: followed(secretFileIn(dataDir), () => listeners.placeKeyAgain()),
      }),
    },
    { name: 'limits', commands: limitCommands(core), start: () => startSavingLevels({ core, after, log }) },
    { name: 'retention', commands: retentionCommands(core, () => retention.sweep()) },
    {
      name: 'keeping',
      commands: keepingCommands(core, {
        ...{ dataDir, version, recentLog, backups, startedAt: core.now() },
        connections: () => hub.connectionCount,
      }),
      start: () => startDiskWatch({ core, after, freeBytes, log }),
    },
    { name: 'sharing', commands: sharingCommands(core, lan) },
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
          if (event.type === 'message.posted' || event.type === 'message.changed') search.note();
        }),
    },
    { name: 'ephemeral rooms', start: () => startEphemeral({ core, after, log }) },
    { name: "the server's own agents", start: (commands: Commands) => startAgents([porter], { core, commands, log }) },
  ] as const satisfies readonly Feature[];
}
