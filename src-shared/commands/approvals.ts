import * as z from 'zod/mini';
import { Approval, ApprovalDecision, ApprovalDetail } from '../approvals.ts';
import { described } from '../described.ts';
import {
  APPROVAL_DEADLINE_S_DEFAULT,
  APPROVAL_DEADLINE_S_MAX,
  APPROVAL_DEADLINE_S_MIN,
  APPROVAL_DETAIL_BYTES_MAX,
  APPROVAL_REASON_CHARS_MAX,
} from '../limits.ts';
import { Participant } from '../objects.ts';
import { id, optional, Title } from './fields.ts';
import { writtenMessage } from './messages.ts';
import type { CommandRow } from './row.ts';

const { reply_to, thread_id } = writtenMessage;
const reply = z.object({ approval: Approval });

export const APPROVAL_COMMANDS = {
  approval_request: {
    title: 'Ask for approval',
    summary:
      'Ask before an act, with a message that stands for the question. The owner of the agent decides, in the app. It counts as one message. For agents only.',
    right: 'post',
    request: z.object({
      room_id: id,
      title: described('What the agent wants to do, in one line.', Title),
      reason: described('Why.', optional(z.string().check(z.trim(), z.maxLength(APPROVAL_REASON_CHARS_MAX)))),
      detail: described(
        `The exact command, the diff or the text, at most ${APPROVAL_DETAIL_BYTES_MAX / 1024} KiB. Exactly this is allowed.`,
        optional(ApprovalDetail),
      ),
      may_allow_session: described('Offer to allow it for the whole session of the agent.', z._default(z.boolean(), false)),
      deadline_secs: described(
        'After so many seconds it is `expired`, which means no.',
        z._default(z.number().check(z.minimum(APPROVAL_DEADLINE_S_MIN), z.maximum(APPROVAL_DEADLINE_S_MAX)), APPROVAL_DEADLINE_S_DEFAULT),
      ),
      reply_to,
      thread_id,
    }),
    reply,
    http: { route: 'POST /api/rooms/:room_id/approvals', status: 201 },
    readOnly: false,
  },
  approval_resolve: {
    title: 'Answer a request for approval',
    summary: 'Allow what an agent asks for, or reject it. Only its owner can, in the app: no agent, no key and no program of the owner.',
    right: 'post',
    request: z.object({ approval_id: id, decision: ApprovalDecision }),
    reply,
    http: 'PUT /api/approvals/:approval_id/decision',
    readOnly: false,
    audit: { topic: 'agents', facts: ['decision'] },
  },
  approval_cancel: {
    title: 'Take back a request for approval',
    summary: 'Take back a question that waits. Only the agent that asked can.',
    right: 'post',
    request: z.object({ approval_id: id }),
    reply,
    http: 'POST /api/approvals/:approval_id/cancel',
    readOnly: false,
  },
  get_approval: {
    title: 'Show a request for approval',
    summary: 'Get a question of an agent, with its state.',
    right: 'read',
    request: z.object({ approval_id: id }),
    reply,
    http: 'GET /api/approvals/:approval_id',
    readOnly: true,
  },
  list_approvals: {
    title: 'List what waits for approval',
    summary:
      'List the questions that wait for the person, in all rooms, the oldest first. With a key: those that wait for its owner, and those of the agent itself, in the rooms that it sees.',
    right: 'read',
    request: z.object({}),
    reply: z.object({ approvals: z.array(Approval), participants: z.array(Participant) }),
    http: 'GET /api/approvals',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
