// A message's actions: the same for the bar over it, its menu and, after a long press, its sheet.
import { Check, CircleDot, Eye, Forward, Link2, ListTodo, MessagesSquare, Pencil, Pin, Reply, TextQuote, Trash2, Vote } from 'lucide-react';
import type { Message } from '../../../src-shared/objects.ts';
import type { PinState } from '../../../src-shared/pins.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { isEditable, mayDeleteMessage } from '../../../src-shared/permissions.ts';
import { usePlaceAddress } from '../../sync/own-home.ts';
import { useActions, useCommand, useDialogActions, useMe, useRoom } from '../../sync/store.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { useSave } from './use-save.ts';
import { strings } from '../../strings/all-strings.ts';
import { useRoomUi } from './room-ui.ts';
import { useReaders } from './use-readers.ts';

export interface MessageActionHandlers {
  /** Null where one cannot. */
  reply: MenuItem | null;
  replyInThread: MenuItem | null;
  edit: MenuItem | null;
  others: MenuItem[];
}

export function useMessageActions(message: Readable<Message>): MessageActionHandlers {
  const { canWrite, reply, edit } = useRoomUi();
  const isMine = useMe().id === message.author_id;
  const replyInThread = useReplyInThread(message);
  const copies = useCopies(message);
  const forward = useForwarding(message);
  const unread = useMarkUnread(message);
  const save = useSave(message);
  const pins = usePin(message);
  const made = useMade(message);
  const seen = useSeenBy(message);
  const remove = useDelete(message);
  return {
    reply: canWrite ? { icon: Reply, label: strings.actions.reply, shortcut: 'reply', onSelect: () => reply(message) } : null,
    replyInThread,
    edit:
      canWrite && isMine && isEditable(message) && message.shut === null
        ? { icon: Pencil, label: strings.actions.edit, shortcut: 'editMessage', onSelect: () => edit(message) }
        : null,
    others: [...save, ...copies, ...forward, ...unread, ...pins, ...made, ...seen, ...remove],
  };
}

/** In the room, not in a thread. Also where one cannot write: the thread can be read. */
function useReplyInThread({ room_id, id, thread_id }: Message): MenuItem | null {
  const { at, canWrite } = useRoomUi();
  const { showThread } = useActions();
  if (at.thread_id !== null || (!canWrite && thread_id === undefined)) return null;
  const open = (): void => showThread({ room_id, thread_id: thread_id ?? id, seq: null });
  return { icon: MessagesSquare, label: strings.actions.replyInThread, shortcut: 'replyInThread', onSelect: open };
}

function useCopies(message: Readable<Message>): MenuItem[] {
  const toast = useToast();
  const addressOf = usePlaceAddress();
  const { copyLink, copyText: copyWords, linkCopied, notCopied, textCopied } = strings.actions;
  const copy = (text: string, done: string) => () => {
    void copyText(text).then((isCopied) => toast({ text: isCopied ? done : notCopied }));
  };
  const link = addressOf({ room_id: message.room_id, seq: message.seq });
  const items: MenuItem[] = [{ icon: Link2, label: copyLink, shortcut: 'copyMessageLink', onSelect: copy(link, linkCopied) }];
  if (message.shut === null)
    items.push({ icon: TextQuote, label: copyWords, shortcut: 'copyMessage', onSelect: copy(message.content, textCopied) });
  return items;
}

function useForwarding({ room_id, id, kind, shut }: Readable<Message>): MenuItem[] {
  const { openDialog } = useDialogActions();
  if (shut !== null || kind === 'thinking' || kind === 'vote' || kind === 'approval') return [];
  const open = (): void => openDialog({ kind: 'forward', room_id, message_id: id });
  return [{ icon: Forward, label: strings.actions.forward, shortcut: 'forwardMessage', onSelect: open }];
}

/** Messages of others, for members of the room: own messages and thoughts are never unread. */
function useMarkUnread({ room_id, seq, author_id, kind }: Message): MenuItem[] {
  const { at } = useRoomUi();
  const command = useCommand();
  const toast = useToast();
  const isMember = (useRoom(room_id)?.membership ?? null) !== null;
  const isMine = useMe().id === author_id;
  if (!isMember || isMine || kind === 'thinking' || at.thread_id !== null) return [];
  const mark = (): void => {
    command('mark_unread', { room_id, seq }).catch((error: unknown) => toast({ text: explain(error) }));
  };
  return [{ icon: CircleDot, label: strings.actions.markUnread, shortcut: 'markUnread', onSelect: mark }];
}

function usePin({ room_id, id, pin }: Message): MenuItem[] {
  const { canWrite } = useRoomUi();
  const command = useCommand();
  const toast = useToast();
  if (!canWrite) return [];
  const of = { room_id, message_id: id };
  const put = (state?: PinState): void => {
    command('pin_message', { ...of, state }).catch((error: unknown) => toast({ text: explain(error) }));
  };
  const take = (): void => {
    command('unpin_message', of).catch((error: unknown) => toast({ text: explain(error) }));
  };
  if (!pin) return [{ icon: Pin, label: strings.actions.pin, shortcut: 'pinMessage', onSelect: () => put() }];
  const items: MenuItem[] = [{ icon: Pin, label: strings.actions.unpin, shortcut: 'pinMessage', onSelect: take }];
  if (pin.state !== 'todo') items.push({ icon: ListTodo, label: strings.actions.markTodo, onSelect: () => put('todo') });
  if (pin.state !== 'done') items.push({ icon: Check, label: strings.actions.markDone, onSelect: () => put('done') });
  return items;
}

function useMade({ room_id, content, shut }: Readable<Message>): MenuItem[] {
  const { canWrite } = useRoomUi();
  const { openDialog } = useDialogActions();
  if (!canWrite || shut !== null) return [];
  const title = titleOf(content);
  return [
    { icon: Vote, label: strings.actions.startVote, onSelect: () => openDialog({ kind: 'vote', room_id, title }) },
    { icon: ListTodo, label: strings.actions.makeTask, onSelect: () => openDialog({ kind: 'new-task', room_id, title }) },
  ];
}

function useSeenBy(message: Message): MenuItem[] {
  const { openDialog } = useDialogActions();
  const { room_id, seq, author_id } = message;
  if (useReaders(message).length === 0 || message.thread_only) return [];
  return [{ icon: Eye, label: strings.actions.seenBy, onSelect: () => openDialog({ kind: 'seen', room_id, seq, author_id }) }];
}

function useDelete(message: Readable<Message>): MenuItem[] {
  const { canWrite, room, askDelete } = useRoomUi();
  const me = useMe();
  if (!canWrite || !mayDeleteMessage(me, message, room)) return [];
  return [{ icon: Trash2, label: strings.actions.delete, shortcut: 'deleteMessage', isDanger: true, onSelect: () => askDelete(message) }];
}

/** The title for something created from a message: its first line without its marks. */
function titleOf(content: string): string {
  const line = content.split('\n').find((each) => each.trim() !== '') ?? '';
  return line.replace(/[*_`#>~]/g, '').trim();
}
