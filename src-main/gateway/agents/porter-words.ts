// Porter's texts. Every sentence says what happened or what to do next. Text from other people, such as a name, is escaped: it must
// not become a link or a heading in Porter's message.
import type { AppError } from '../../../src-shared/errors.ts';
import { INVITE_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { escapeMarkdown } from '../../../src-shared/markdown-text.ts';
import type { Invite, Offer, Participant, Person, Room } from '../../../src-shared/objects.ts';

interface Words {
  text: string;
  metadata?: { actions: Offer[] };
}

const NEXT_STEPS: NonNullable<Words['metadata']> = {
  actions: [
    { action: 'create_room', label: 'Make a room' },
    { action: 'connect_agent', label: 'Connect an agent' },
    { action: 'invite_friend', label: 'Invite a friend' },
  ],
};

const ERRANDS = [
  '- **make a room called** garden',
  '- **make a private room called** plans',
  '- **invite** Sarah: only you get the link',
  '- **reinvite** Sarah: a new link; the old one and her sessions end',
  '- **revoke** Sarah: she is out at once',
  '- **who has access**',
  '- **who is here**',
].join('\n');

/** Everyone who joins later reads it too. The app greets each reader below it, and offers what that reader may do. */
export function welcome(homeName: string): Words {
  return {
    text: `Welcome to ${escapeMarkdown(homeName)}. I am Porter: I am always here, and nothing you say to me leaves this computer.`,
    metadata: NEXT_STEPS,
  };
}

export function putBack(madeAt: number | null, timeZone: string | null): Words {
  const when = madeAt === null ? 'an earlier time' : timeText(madeAt, timeZone);
  return { text: `The home was put back to ${when}. Later messages, rooms and people are gone.` };
}

export function toInviteAgain(names: readonly string[]): Words {
  const listed = names.map((name) => `- **${escapeMarkdown(name)}**`).join('\n');
  return { text: `These people have lost their access. Invite them again:\n${listed}` };
}

function timeText(at: number, timeZone: string | null): string {
  const form = { dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('en', { ...form, ...(timeZone === null ? {} : { timeZone }) }).format(at);
}

export function greeting(isAdmin: boolean): Words {
  return isAdmin
    ? { text: 'Hello! Say **help** to see what I can do for you.' }
    : { text: 'Hello! I look after this home. Say **help** if you are new here.' };
}

export function help(isAdmin: boolean): Words {
  if (!isAdmin) {
    return {
      text: 'Write in a room and everyone in it sees it. Type **@** to call a person or an agent by name. For a new room or an invite, ask the owner.',
    };
  }
  return { text: `Mention me, or write to me directly, and say:\n\n${ERRANDS}\n\nOr use the buttons:`, metadata: NEXT_STEPS };
}

export function notUnderstood(isAdmin: boolean): Words {
  return isAdmin
    ? { text: `I did not understand that. Here is what I can do:\n\n${ERRANDS}` }
    : { text: 'I did not understand that. Say **help** to see what I can tell you.' };
}

export function thanked(): Words {
  return { text: 'You are welcome.' };
}

export function refusal(ownerName: string): Words {
  const name = escapeMarkdown(ownerName);
  return { text: `I do that only for ${name}. Ask ${name}, and I will gladly do it.` };
}

export function failed({ code, message }: AppError): Words {
  return {
    text:
      code === 'invalid_payload' ? 'That did not work: the name is too long, or has characters it cannot have.' : escapeMarkdown(message),
  };
}

/** Sent to the room of the question. */
export function answeredPrivately(directId: string): Words {
  return {
    text: 'I sent it to you in our direct room, where only you can read it.',
    metadata: { actions: [{ action: 'open_room', label: 'Open our direct room', room_id: directId }] },
  };
}

export function present(participants: readonly Participant[]): Words {
  const names = participants.map(({ name }) => `**${escapeMarkdown(name)}**`);
  return { text: `Here now: ${names.join(', ')}.` };
}

export function madeRoom({ id, name, visibility }: Room): Words {
  const who = visibility === 'public' ? 'Everyone in this home can see it.' : 'Only those you let in can see it.';
  return {
    text: `**#${escapeMarkdown(name)}** is ready. ${who}`,
    metadata: { actions: [{ action: 'open_room', label: `Open #${name}`, room_id: id }] },
  };
}

export function offeredInvite(name: string): Words {
  return {
    text: `The invite for **${escapeMarkdown(name)}** opens every public room. Its link works once, for ${days(INVITE_LIFETIME_MS)}. Only you are shown it:`,
    metadata: { actions: [{ action: 'invite_person', label: 'Copy link', name }] },
  };
}

export function offeredReturn({ id, name }: Person): Words {
  return {
    text: `With a new link **${escapeMarkdown(name)}** comes back with everything as it was. Making it ends the old link and all sessions:`,
    metadata: { actions: [{ action: 'reinvite_person', label: 'Make new link', participant_id: id }] },
  };
}

export function askedToConfirm(admin: string, person: string): Words {
  const [by, back] = [escapeMarkdown(admin), escapeMarkdown(person)];
  return {
    text: `Is this right? **${by}** made a new link for **${back}**. The link lets its holder in as ${back}, with all rooms of ${back}. It works only after you confirm it under Invites.`,
    metadata: { actions: [{ action: 'open_invites', label: 'Open Invites' }] },
  };
}

export function askedToApprove(agent: string, address: string | null): Words {
  const from = address === null ? '' : ` from ${address}`;
  return {
    text: `Is this yours? An agent used the invite for **${escapeMarkdown(agent)}**${from}. It gets its key when you approve it:`,
    metadata: connectAgent().metadata,
  };
}

export function revoked(person: Person): Words {
  const name = escapeMarkdown(person.name);
  return { text: `I put **${name}** out: sessions, keys and open connections have ended. Say **reinvite** ${name} to let them back in.` };
}

export function connectAgent(): Words {
  return {
    text: 'Any program that speaks JSON lines over TCP or WebSocket can be an agent here. The dialog has a ready script:',
    metadata: { actions: NEXT_STEPS.actions.filter((each) => each.action === 'connect_agent') },
  };
}

export function access(people: readonly Person[], invites: readonly Invite[], now: number, isOnline: (id: string) => boolean): Words {
  const state = (person: Person): string => (person.revoked_at !== null ? 'revoked' : isOnline(person.id) ? 'here now' : 'not here');
  const lines = people.map((person) => `- **${escapeMarkdown(person.name)}**, ${person.role}: ${state(person)}`);
  const pending = invites.filter((each) => each.revoked_at === null && each.expires_at > now && each.uses < each.max_uses);
  const open = pending.map(
    (each) => `- **${each.name ? escapeMarkdown(each.name) : 'anyone with the link'}**: invited, ${days(each.expires_at - now)} left`,
  );
  return { text: [...lines, ...open].join('\n') };
}

function days(ms: number): string {
  const count = Math.max(1, Math.round(ms / 86_400_000));
  return count === 1 ? '1 day' : `${count} days`;
}
