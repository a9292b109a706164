// What Porter says. Plain words; every sentence says what happened or what to do next.
import type { Reply } from '../../../src-shared/commands.ts';
import type { Action, Invite, Person, Room } from '../../../src-shared/objects.ts';

interface Words {
  text: string;
  metadata?: { actions: { action: Action; label: string }[] };
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
  '- **invite** Sarah',
  '- **reinvite** Sarah: a new link; the old one and her sessions end',
  '- **revoke** Sarah: she is out at once',
  '- **who has access**',
].join('\n');

export function welcome(ownerName: string): Words {
  return {
    text: `Welcome home, ${ownerName}. I am Porter: I am always here, and nothing you say to me leaves this computer.\n\nThree good next steps:`,
    metadata: NEXT_STEPS,
  };
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
    ? { text: `I did not understand that. I know these errands:\n\n${ERRANDS}` }
    : { text: 'I did not understand that. Say **help** to see what I can tell you.' };
}

export function refusal(ownerName: string): Words {
  return { text: `I do that only for ${ownerName}. Ask ${ownerName}, and I will gladly do it.` };
}

export function madeRoom(room: Room): Words {
  const who = room.visibility === 'public' ? 'Everyone in this home can see it.' : 'Only those you let in can see it.';
  return { text: `**#${room.name}** is ready. ${who}` };
}

export function invited(name: string, { links, invite }: Reply<'create_invite'>): Words {
  return {
    text: `Here is ${possessive(name)} invite. It works once, for ${days(invite.expires_at - invite.created_at)}:\n\n${linkLines(links)}`,
  };
}

export function reinvited({ links, invite }: Reply<'reinvite'>): Words {
  return { text: `${possessive(invite.name)} old link and sessions are void now. The new link works once:\n\n${linkLines(links)}` };
}

export function revoked(person: Person): Words {
  return {
    text: `${person.name} is out: sessions, keys and open connections have ended. Say **reinvite** ${person.name} to let them back in.`,
  };
}

export function connectAgent(): Words {
  return {
    text: 'Any program that speaks JSON lines over TCP or WebSocket can be an agent here. The dialog has a ready script:',
    metadata: { actions: NEXT_STEPS.actions.filter((each) => each.action === 'connect_agent') },
  };
}

export function access(people: readonly Person[], invites: readonly Invite[], now: number, isOnline: (id: string) => boolean): Words {
  const lines = people.map(
    (person) =>
      `- **${person.name}**, ${person.role}: ${person.revoked_at !== null ? 'revoked' : isOnline(person.id) ? 'here now' : 'not here'}`,
  );
  const pending = invites.filter((each) => each.revoked_at === null && each.expires_at > now && each.uses < each.max_uses);
  const open = pending.map((each) => `- **${each.name || 'anybody with the link'}**: invited, ${days(each.expires_at - now)} left`);
  return { text: [...lines, ...open].join('\n') };
}

function linkLines(links: readonly string[]): string {
  const isOnlyHere = links.every((link) => /^https?:\/\/(?:127\.|localhost|\[::1\])/.test(link));
  const lines = links.map((link) => `\`${link}\``).join('\n');
  return isOnlyHere
    ? `${lines}\n\nThis home is open on this computer only. Switch on sharing under Invites so that others can reach it.`
    : lines;
}

function days(ms: number): string {
  const count = Math.max(1, Math.round(ms / 86_400_000));
  return count === 1 ? '1 day' : `${count} days`;
}

function possessive(name: string): string {
  return `${name}${name.endsWith('s') ? '’' : '’s'}`;
}
