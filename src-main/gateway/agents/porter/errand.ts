// The errands: everything that Porter can be asked.
import type { OutsideKind } from '../../../../src-shared/entrances.ts';
import type { InviteRole } from '../../../../src-shared/objects.ts';

/** A person or an invite: by the name that was said, or the very one that was chosen. `among`: the kinds that the words can mean. */
export type Subject =
  | { by: 'name'; name: string; among: 'people' | 'invites' | 'both' }
  | { by: 'person'; participant_id: string }
  | { by: 'invite'; invite_id: string };

/** Names of rooms. Null: every public room. */
export type RoomNames = readonly string[] | null;

/** The stated details of an invite. A field that is left out was not said. */
export interface Details {
  role?: InviteRole;
  rooms?: RoomNames;
  max_uses?: number;
  lifetime_ms?: number;
}

/** A way to reach the server. `tunnel` and `internet` can mean several. */
export type Place = 'network' | 'tailnet' | 'funnel' | 'tunnel' | 'internet' | Exclude<OutsideKind, 'tailscale'>;

export type Change =
  | { what: 'role'; role: InviteRole }
  | { what: 'rooms'; how: 'open' | 'close'; rooms: readonly string[] }
  | { what: 'rooms'; how: 'only'; rooms: RoomNames }
  | { what: 'invite'; details: Details };

/** The part that was not clear enough to do anything. */
export type Gap = 'name' | 'several' | 'time' | 'details' | 'change';

export type Errand =
  | { do: 'greet' }
  | { do: 'help' }
  | { do: 'thanks' }
  | { do: 'list_present' }
  | { do: 'make_room'; name: string; isPrivate: boolean }
  /** `isAnother`: it is for another person than the one of this name. */
  | { do: 'invite'; name: string; details: Details; isAnother?: true }
  | { do: 'reinvite'; subject: Subject }
  | { do: 'revoke'; subject: Subject }
  /** `from`: the time is counted from now, or added to what is left. */
  | { do: 'extend'; subject: Subject; ms: number | null; from: 'now' | 'end' }
  | { do: 'change'; subject: Subject; change: Change }
  /** A message to a person, in the words of the asker. */
  | { do: 'nudge'; subject: Subject; text: string }
  | { do: 'list_access' }
  | { do: 'list_entrances' }
  /** `place` null: not said. */
  | { do: 'share'; place: Place | null }
  /** `place` null: all of them. */
  | { do: 'stop_sharing'; place: Place | null }
  | { do: 'connect_agent' }
  | { do: 'ask_back'; about: Gap }
  | { do: 'unknown' };
