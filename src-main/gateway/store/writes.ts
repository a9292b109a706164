// Every statement that writes, by the name that the transaction gives it.
import type { TxWrites } from './interfaces/tx-writes.ts';
import { approvalWrites } from './sqlite/approvals.ts';
import { agentStartWrites } from './sqlite/agent-starts.ts';
import { incomingWebhookWrites } from './sqlite/incoming-webhooks.ts';
import { auditWrites } from './sqlite/audit.ts';
import { accessWrites } from './sqlite/access.ts';
import { activityWrites } from './sqlite/activities.ts';
import { changeWrites } from './sqlite/changes.ts';
import { coordinationWrites } from './sqlite/coordination.ts';
import { fileWrites } from './sqlite/files.ts';
import { homeWrites } from './sqlite/home.ts';
import { hostedAgentWrites } from './sqlite/hosted-agents.ts';
import { keyWrites } from './sqlite/keys.ts';
import { messageWrites } from './sqlite/messages.ts';
import { participantWrites } from './sqlite/participants.ts';
import { pinWrites } from './sqlite/pins.ts';
import { pushWrites } from './sqlite/push.ts';
import { personNoteWrites } from './sqlite/person-notes.ts';
import { providerWrites } from './sqlite/providers.ts';
import { roomPageWrites } from './sqlite/room-pages.ts';
import { roomWrites } from './sqlite/rooms.ts';
import { savedWrites } from './sqlite/saved.ts';
import { scheduledWrites } from './sqlite/scheduled.ts';
import { storedWrites } from './sqlite/stored.ts';
import { threadWrites } from './sqlite/threads.ts';
import { webhookWrites } from './sqlite/webhooks.ts';
import type { Statement } from './statement.ts';

export const writeStatements = {
  ...homeWrites,
  ...participantWrites,
  ...roomWrites,
  ...messageWrites,
  ...threadWrites,
  ...savedWrites,
  ...pinWrites,
  ...roomPageWrites,
  ...personNoteWrites,
  ...changeWrites,
  ...activityWrites,
  ...coordinationWrites,
  ...approvalWrites,
  ...fileWrites,
  ...scheduledWrites,
  ...webhookWrites,
  ...pushWrites,
  ...providerWrites,
  ...accessWrites,
  ...auditWrites,
  ...keyWrites,
  ...hostedAgentWrites,
  ...agentStartWrites,
  ...incomingWebhookWrites,
  ...storedWrites,
} satisfies { [W in keyof TxWrites]: Statement<unknown, Parameters<TxWrites[W]>[0]> };
