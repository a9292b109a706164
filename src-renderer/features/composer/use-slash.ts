import { useMemo } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp, useCommand, useFloor, useMe } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';
import { slashCommandsFor, type SlashCommand } from './slash-commands.ts';
import type { DraftHandle } from './use-draft.ts';

export interface SlashRunner {
  /** Those that this person has in this room. */
  commands: readonly SlashCommand[];
  /** Does it and empties the field; what was written stays when the home refuses. */
  run(command: SlashCommand, words: string): void;
}

export function useSlash(room: RoomFacts, { draft, setDraft, sent }: DraftHandle): SlashRunner {
  const { dialogs } = useApp();
  const command = useCommand();
  const toast = useToast();
  const me = useMe();
  const isLeader = useFloor(room.id)?.leader_id === me.id;
  const commands = useMemo(() => slashCommandsFor(me, room, isLeader), [me, room, isLeader]);
  const open = (dialog: NonNullable<ReturnType<typeof dialogs.getState>['dialog']>): void => {
    sent(draft);
    dialogs.setState({ dialog });
  };
  const ask = (work: Promise<unknown>, done: string): void => {
    work.then(
      () => {
        sent(draft);
        toast({ text: done });
      },
      (error: unknown) => toast({ text: explain(error) }),
    );
  };
  const room_id = room.id;

  function run({ name }: SlashCommand, rest: string): void {
    switch (name) {
      case 'help':
        return setDraft({ ...draft, text: '/' });
      case 'search':
        return open({ kind: 'search', query: rest });
      case 'room':
        return open({ kind: 'create-room', name: rest });
      case 'add':
        return open({ kind: 'add-member', room_id });
      case 'invite':
        return open({ kind: 'invites' });
      case 'vote':
        return open({ kind: 'vote', room_id, title: rest });
      case 'task':
        return open({ kind: 'new-task', room_id, title: rest });
      case 'settings':
        return open({ kind: 'settings', page: 'you' });
      case 'topic':
        return ask(command('update_room', { room_id, topic: rest }), strings.composer.topicSet);
      case 'rename':
        return ask(command('update_room', { room_id, name: rest }), strings.composer.renamed(rest));
      case 'archive':
        return ask(command('archive_room', { room_id }), strings.composer.putAway);
      case 'leave':
        return open({ kind: 'remove-member', room_id, participant_id: me.id });
      case 'decide':
        return open({ kind: 'decide', room_id, content: rest });
    }
  }
  return { commands, run };
}
