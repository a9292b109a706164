// Tags of conversations: those of the room.
import { requireConversation, timeText } from './conversation.ts';
import { Refusal } from './problem.ts';
import { required } from './routes-conversations.ts';
import type { AskedBy, RestDeps, Routes } from './rest.ts';

export function tagRoutes({ core }: RestDeps): Routes {
  const roomOf = ({ asked, actor }: AskedBy) =>
    requireConversation(core, actor, required(asked.field('conversation_id'), 'conversation_id is required')).room;
  const tagIn = ({ asked }: AskedBy): string => required(asked.field('tag').trim(), 'tag is required');
  return {
    'GET /conversations/tags': {
      for: 'user',
      answer(request) {
        const { tags, created_at } = roomOf(request);
        return tags.map((tag) => tagObject(tag, created_at));
      },
    },
    'POST /conversations/tags/add': {
      for: 'user',
      async answer(request) {
        const { id: room_id, tags, created_at } = roomOf(request);
        const tag = tagIn(request);
        if (tags.some((each) => isSame(each, tag))) throw new Refusal(409, 'tag already exists');
        const changed = await request.run('update_room', { room_id, tags: [...tags, tag] });
        return { status: 'tag_added', tag: tagObject(changed.tags.at(-1) ?? tag, created_at) };
      },
    },
    'POST /conversations/tags/remove': {
      for: 'user',
      async answer(request) {
        const { id: room_id, tags } = roomOf(request);
        const tag = tagIn(request);
        if (!tags.some((each) => isSame(each, tag))) throw new Refusal(404, 'tag not found');
        await request.run('update_room', { room_id, tags: tags.filter((each) => !isSame(each, tag)) });
        return { status: 'tag_removed', tag };
      },
    },
  };
}

/** A tag has no id and no time here: its text tells it from the others of its conversation. */
function tagObject(tag: string, roomCreatedAt: number): { id: string; tag: string; created_at: string } {
  return { id: `tag_${encodeURIComponent(tag)}`, tag, created_at: timeText(roomCreatedAt) };
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}
