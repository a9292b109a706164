// Agents, conversations and their history.
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import { isWebhook } from '../../../../src-shared/participants.ts';
import { HISTORY_PAGE_MAX } from '../../../../src-shared/limits.ts';
import { parseTime } from '../../../../src-shared/rfc3339.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import { contentOf, conversationsOf, isShown, requireConversation, senderOf, timeText, type AgentConversation } from './conversation.ts';
import { agentObject, agentsFor, byName, messageObject } from './objects.ts';
import { Refusal } from './problem.ts';
import type { AskedBy, Body, RestDeps, Routes, UserRequest } from './rest.ts';

const PAGE_MESSAGES = 50;
const PAGE_MESSAGES_MAX = Math.min(200, HISTORY_PAGE_MAX);
const LIST_MAX = 500;
/** Thoughts of an agent may stand after its last message. */
const LOOKED_FOR_LAST = 20;

export function conversationRoutes({ core, identity, known }: RestDeps): Routes {
  const list = async ({ asked, actor }: UserRequest): Promise<Body> => {
    const all = conversationsOf(core, actor).sort((a, b) => b.room.created_at - a.room.created_at || b.room.id.localeCompare(a.room.id));
    const offset = numberIn(asked.field('offset'), 0, Number.MAX_SAFE_INTEGER) ?? 0;
    const limit = numberIn(asked.field('limit'), 1, LIST_MAX) ?? LIST_MAX;
    const { value: memberships } = await core.archive.memberships(actor.participant_id);
    const page = all.slice(offset, offset + limit);
    return Promise.all(page.map((each) => conversationObject(core, each, memberships.get(each.room.id)?.unread ?? 0)));
  };
  const create = async ({ asked, run }: UserRequest): Promise<Body> => {
    const participant_id = asked.field('agent_id');
    if (participant_id === '') throw new Refusal(400, 'agent_id is required');
    if (core.directory.participant(participant_id)?.kind !== 'agent') throw new Refusal(404, 'agent not found');
    const room = await run('open_direct', { participant_id });
    const user_id = room.member_ids.find((id) => id !== participant_id);
    // The Linux app reads `id`.
    return { conversation_id: room.id, id: room.id, user_id, agent_id: participant_id, created_at: timeText(room.created_at) };
  };
  const history = async (request: AskedBy, roomId: string): Promise<Body> => {
    const messages = await pageOf(core, request, roomId);
    for (const message of messages) known.learn(message);
    return messages.map((message) => messageObject(core, message));
  };
  const conversationId = ({ asked }: AskedBy): string => required(asked.field('conversation_id'), 'conversation_id is required');
  return {
    'GET /agents': { for: 'user or agent', answer: ({ actor }) => agentsFor(core, actor).map((agent) => agentObject(core, agent)) },
    'GET /admin/agents': {
      for: 'plain',
      answer(asked) {
        identity.requireAdmin(asked.headers.get('x-admin-secret') ?? '');
        const all = [...core.directory.participants()].filter(
          (each): each is Agent => each.kind === 'agent' && each.removed_at === null && !isWebhook(each),
        );
        return byName(all).map((agent) => agentObject(core, agent));
      },
    },
    'POST /conversations/create': { for: 'user', answer: create },
    'POST /conversations': { for: 'user', answer: create },
    'GET /conversations/list': { for: 'user', answer: list },
    'GET /conversations': { for: 'user', answer: list },
    'GET /conversations/messages': { for: 'user or agent', answer: (request) => history(request, conversationId(request)) },
    'GET /conversations/*/messages': { for: 'user or agent', answer: (request) => history(request, request.asked.params[0] ?? '') },
    'DELETE /conversations/delete': {
      for: 'user',
      answer(request) {
        requireConversation(core, request.actor, conversationId(request));
        // What both have written stays with both: no one deletes a direct room.
        throw new Refusal(403, 'a home keeps its direct conversations; delete single messages with POST /messages/delete');
      },
    },
    'POST /conversations/mark-read': {
      for: 'user or agent',
      async answer(request) {
        const { actor, run } = request;
        const { room } = requireConversation(core, actor, conversationId(request));
        const { value: memberships } = await core.archive.memberships(actor.participant_id);
        await run('mark_read', { room_id: room.id, seq: room.last_seq });
        return { status: 'marked_read', conversation_id: room.id, count: memberships.get(room.id)?.unread ?? 0 };
      },
    },
  };
}

/** The newest messages before the cursor, the oldest first. */
async function pageOf(core: Core, { asked, actor, run }: AskedBy, roomId: string): Promise<Message[]> {
  const { room } = requireConversation(core, actor, roomId);
  const limit = numberIn(asked.field('limit'), 1, PAGE_MESSAGES_MAX) ?? PAGE_MESSAGES;
  let start = await startOf(core, actor, room.id, asked.field('before'));
  const shown: Message[] = [];
  for (;;) {
    const { messages, has_more } = await run('get_history', { room_id: room.id, limit: limit - shown.length, ...start });
    shown.unshift(...messages.filter(isShown));
    const [oldest] = messages;
    if (!has_more || shown.length >= limit || !oldest) return shown;
    start = { before_seq: oldest.seq };
  }
}

/** The cursor is a time, or the id of a message. */
async function startOf(core: Core, actor: Actor, room_id: string, before: string): Promise<{ before?: string; before_seq?: number }> {
  if (before === '') return {};
  if (parseTime(before) !== null) return { before };
  const { value: message } = await core.archive.message(room_id, before);
  core.room(core.readerNow(actor), room_id);
  if (!message) throw new Refusal(400, 'before is neither a time nor the id of a message');
  return { before_seq: message.seq };
}

async function conversationObject(core: Core, { room, user, agent }: AgentConversation, unread_count: number): Promise<object> {
  const { value: newest } = await core.archive.messagesBefore(room.id, Number.MAX_SAFE_INTEGER, LOOKED_FOR_LAST);
  const last = newest.find(isShown);
  return {
    id: room.id,
    user_id: user.id,
    agent_id: agent.id,
    agent_name: agent.name,
    created_at: timeText(room.created_at),
    updated_at: timeText(room.last_message_at ?? room.created_at),
    last_message: last
      ? { id: last.id, content: contentOf(last), sender_type: senderOf(core.directory, last), created_at: timeText(last.created_at) }
      : null,
    unread_count,
  };
}

export function required(text: string, problem: string): string {
  if (text === '') throw new Refusal(400, problem);
  return text;
}

/** Null for a text that is no number of this range. */
export function numberIn(text: string, min: number, max: number): number | null {
  const number = Number(text);
  return /^\d{1,15}$/.test(text) && number >= min && number <= max ? number : null;
}
