import { useState } from 'react';
import { GROUP_NAMES } from '../../../src-shared/group-mentions.ts';
import { MENTIONS_MAX, MESSAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { mentionedIds } from '../../../src-shared/mentions.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { mayCallGroups } from '../../../src-shared/permissions.ts';
import { SEALED_BYTES_MAX } from '../../../src-shared/sealed-mark.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { sealIdOf } from '../../sync/sealed/shown-file.ts';
import type { NewMessage } from '../../sync/actions.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useCommand, useMe, useParticipants, useUploads } from '../../sync/store.ts';
import { writingKey } from '../../sync/timeline.ts';
import { blockedBy, finished } from '../../sync/uploads.ts';
import { explain } from '../../ui/phrases.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';
import { useCallQuestion, type CallQuestion } from '../calling/use-call-question.ts';
import type { DraftHandle } from './use-draft.ts';
import type { SlashRunner } from './use-slash.ts';

export interface Submit {
  send(): void;
  /** Why what was written cannot be sent or saved as it is. */
  problem: string | null;
  /** There is nothing to send, or not all of it is there yet. */
  isDisabled: boolean;
  /** Asked before a message that calls many is sent or scheduled. */
  question: CallQuestion;
  /** The message that would be sent. */
  outgoing(): NewMessage;
  /** The written text is sent or will be. */
  finish(): void;
}

/** A new message goes to the outbox, which sends it even when there is no connection; a change is asked of the home. */
export function useSubmit(
  room: RoomFacts,
  { at, draft, editing, sent, ...desk }: DraftHandle,
  onDone: () => void,
  slash: SlashRunner,
): Submit {
  const { actions, keys, uploads } = useApp();
  const participants = useParticipants();
  const command = useCommand();
  const place = writingKey(at);
  const attached = useUploads(place);
  const me = useMe();
  const meId = me.id;
  const question = useCallQuestion(room);
  const toast = useToast();
  const [failure, setFailure] = useState<{ of: string; words: string } | null>(null);
  const content = draft.text.replace(/^\s*\n/, '').trimEnd();
  const most = room.encrypted ? SEALED_BYTES_MAX : MESSAGE_BYTES_MAX;
  const tooLong = isTooLong(content, most) ? strings.composer.tooLong(Math.floor(most / 1024)) : null;
  const hasFiles = !editing && attached.length > 0;
  const blocked = hasFiles ? blockedBy(attached) : null;
  const isDisabled = (content.trim() === '' && !hasFiles) || tooLong !== null || blocked !== null;

  /** The home finds those a text names automatically, unless it cannot read the text. */
  function namedIn(text: string): string[] {
    const members = room.member_ids.flatMap((id) => participants[id] ?? []);
    return mentionedIds(text, members).filter((id) => id !== meId);
  }
  async function save(message: Readable<Message>): Promise<void> {
    if (content === message.content) return desk.cancelEdit();
    desk.save(message, content);
    try {
      const { id: edit_of, client_id, reply_to, attachments } = message;
      const said = { author_id: meId, kind: 'edit', edit_of, client_id, reply_to, files: attachments.map(sealIdOf) } as const;
      const sealed = keys.close(room.id, said, content);
      await command('edit_message', { room_id: room.id, message_id: message.id, content: sealed });
      desk.saved(message, content);
    } catch (error) {
      const words = explain(error);
      if (desk.refused(message, content)) setFailure({ of: content, words });
      else toast({ text: words });
    }
  }
  /** The groups that the text calls, if the user may call them. */
  function groupsIn(text: string): string[] {
    return mayCallGroups(me, room) ? mentionedIds(text, GROUP_NAMES) : [];
  }
  function send(): void {
    setFailure(null);
    if (isDisabled) return;
    if (editing) return void save(editing);
    // Two slashes send one.
    if (!/^\/[/a-z]/i.test(content)) return post(content);
    slash.submit(content, {
      message: post,
      problem: (words) => setFailure({ of: draft.text, words }),
    });
  }
  function post(text: string): void {
    question.ask(text, () => {
      actions.send(messageOf(text));
      finish();
    });
  }
  function messageOf(text: string): NewMessage {
    const chosen = mentionedIds(text, draft.chosen);
    const mentions = room.encrypted ? [...new Set([...chosen, ...namedIn(text), ...groupsIn(text)])].slice(0, MENTIONS_MAX) : chosen;
    const { thread_id } = at;
    return {
      ...{ room_id: room.id, thread_id, also_in_room: draft.also_in_room === true },
      ...{ content: text, files: finished(uploads.store.getState().byRoom[place] ?? []), reply_to: draft.reply_to ?? thread_id, mentions },
    };
  }
  function finish(): void {
    uploads.take(place);
    sent(draft);
    onDone();
  }
  return {
    send,
    question,
    outgoing: () => messageOf(content),
    finish,
    problem: tooLong ?? (failure?.of === draft.text ? failure.words : null),
    isDisabled,
  };
}

/** A character is at most three bytes in UTF-8, so most texts need not be measured. */
function isTooLong(text: string, most: number): boolean {
  return text.length * 3 > most && new TextEncoder().encode(text).length > most;
}
