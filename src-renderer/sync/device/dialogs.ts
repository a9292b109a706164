// Which dialog is open. There is at most one; opening another replaces it.
import type { NewMessage } from '../actions.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type SettingsPage =
  | 'you'
  | 'appearance'
  | 'notifications'
  | 'shortcuts'
  | 'home'
  | 'sharing'
  | 'keys'
  | 'models'
  | 'webhooks'
  | 'roles'
  | 'audit'
  | 'diagnostics';

export type OpenDialog =
  | { kind: 'create-room'; parent_id?: string; name?: string }
  | { kind: 'browse-rooms' }
  /** Left out: a new one. */
  | { kind: 'section'; section_id?: string }
  | { kind: 'delete-section'; section_id: string }
  | { kind: 'move-room'; room_id: string }
  | { kind: 'threads' }
  | { kind: 'approvals' }
  | { kind: 'saved' }
  /** `about`: a message, or a saved item. Left out: a text that is typed there. */
  | { kind: 'remind'; about?: { id: string; room_id: string | null } }
  /** The written text, the question before it is scheduled, and the action after that. */
  | { kind: 'send-later'; message: NewMessage; ask: (text: string, run: () => void) => void; onDone: () => void }
  /** Left out: of all rooms. */
  | { kind: 'scheduled'; room_id?: string }
  | { kind: 'edit-room'; room_id: string }
  | { kind: 'delete-room'; room_id: string }
  | { kind: 'export-room'; room_id: string }
  /** `new_link_for`: begins with the question whether to let this person back in. */
  | { kind: 'invites'; new_link_for?: string }
  /** `agent_id`: begins with that agent instead of connecting one. */
  | { kind: 'connect-agent'; agent_id?: string }
  /** When an agent that the home runs answers in a room. */
  | { kind: 'agent-wake'; room_id: string; participant_id: string }
  | { kind: 'access'; participant_id: string }
  | { kind: 'person-note'; participant_id: string }
  | { kind: 'add-member'; room_id: string }
  | { kind: 'remove-member'; room_id: string; participant_id: string }
  | { kind: 'vote'; room_id: string; title?: string }
  | { kind: 'new-task'; room_id: string; title?: string }
  | { kind: 'task'; room_id: string; task_id: string }
  | { kind: 'decide'; room_id: string; content?: string }
  /** `stand`: the user is a candidate. */
  | { kind: 'elect'; room_id: string; stand: boolean }
  | { kind: 'forward'; room_id: string; message_id: string }
  | { kind: 'edits'; room_id: string; message_id: string }
  | { kind: 'seen'; room_id: string; seq: number; author_id: string }
  /** The arguments of agents in the room. */
  | { kind: 'arguments'; room_id: string }
  | { kind: 'lantern'; room_id: string; thread: number }
  /** Null: the list of pages, where that is a separate screen; else the first. */
  | { kind: 'settings'; page: SettingsPage | null }
  | { kind: 'sign-out' }
  | { kind: 'jump' }
  | { kind: 'search'; query?: string; room_id?: string };

export interface DialogState {
  dialog: OpenDialog | null;
}

export type DialogStore = StoreApi<DialogState>;

export function createDialogStore(): DialogStore {
  return createStore<DialogState>(() => ({ dialog: null }));
}
