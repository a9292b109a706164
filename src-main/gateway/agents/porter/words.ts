// Porter's texts. Every sentence says what happened or what to do next. Text from other people, such as a name, is escaped: it must
// not become a link or a heading in Porter's message.
import type { AppError } from '../../../../src-shared/errors.ts';
import { escapeMarkdown } from '../../../../src-shared/markdown-text.ts';
import type { Participant, Room } from '../../../../src-shared/objects.ts';
import type { Option, Words } from './desk.ts';
import type { Gap } from './errand.ts';
import { timeText } from './phrasing.ts';

const NEXT_STEPS: NonNullable<Words['metadata']> = {
  actions: [
    { action: 'create_room', label: 'Make a room' },
    { action: 'connect_agent', label: 'Connect an agent' },
    { action: 'invite_friend', label: 'Invite a friend' },
  ],
};

const ERRANDS = [
  '- **make a room called** garden, **make a private room called** plans',
  '- **invite** Sarah **to** garden **as a member for** 3 days, **up to** 5 **uses**: only you get the link',
  '- **reinvite** Sarah: a new link; the old one and her sessions end',
  '- **extend** Sarah **by** 3 days, **change the invite for** Sarah **to** 5 uses',
  '- **make** Sarah **a member**, **let** Sarah **into** garden, **limit** Sarah **to** garden and lobby',
  '- **revoke** Sarah: I ask you first',
  '- **nudge** Sarah: dinner at 8, **tell** Sarah **that** dinner is at 8',
  '- **who has access**, **who is here**',
  '- **share on the Wi-Fi**, **share on the tailnet**, **open a tunnel**, **which entrances are open**',
  '- **stop sharing**, **close the tunnel**: I ask you first',
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

export function backupsFail(problem: string): Words {
  return {
    text: `The automatic backup failed: ${escapeMarkdown(problem)}\nI try again every hour, and do not write again before one succeeds. Settings, Home shows the newest failure.`,
  };
}

export function toInviteAgain(names: readonly string[]): Words {
  const listed = names.map((name) => `- **${escapeMarkdown(name)}**`).join('\n');
  return { text: `These people have lost their access. Invite them again:\n${listed}` };
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

export function connectAgent(): Words {
  return {
    text: 'Any program that speaks JSON lines over TCP or WebSocket can be an agent here. The dialog has a ready script:',
    metadata: { actions: NEXT_STEPS.actions.filter((each) => each.action === 'connect_agent') },
  };
}

export function onlyOwnWords(): Words {
  return { text: 'I do nothing because of words that were quoted, forwarded or put into code. Write to me in your own words.' };
}

export function onlyWhole(): Words {
  return {
    text: 'I pass on what you write in your own words, and all of it. Leave out quotes, code and files, or write to them directly.',
  };
}

export function onlyPages(): Words {
  return { text: 'I do nothing for programs. Write to me in the app yourself.' };
}

const EXAMPLES: Readonly<Record<Gap, string>> = {
  name: 'Whom do you mean? Say it with the name, such as **invite** Sarah.',
  several: 'I do one thing at a time. Say it for one name, in one line.',
  time: 'How long? Say a number with minutes, hours, days or weeks, such as **extend** Sarah **by** 3 days. I do not know dates.',
  details:
    'I did not understand all of that, so I did nothing. Say the rooms, the role, the time and the uses like this: **invite** Sarah **to** garden **as a member for** 3 days, **up to** 5 **uses**.',
  change:
    'What shall I change? Say **make** Sarah **a member**, **limit** Sarah **to** garden, or **change the invite for** Sarah **to** 5 uses.',
};

/** Something in the errand is missing, or can mean several things. */
export const askBack = (about: Gap): Words => ({ text: EXAMPLES[about] });

/** `isChanged`: it was confirmed, and is not the same any more. */
export function toConfirm(question: string, isChanged: boolean): Words {
  const changed = isChanged ? 'Something has changed since I asked, so I did nothing yet. ' : '';
  return {
    text: `${changed}${question}\n\nSay **yes** or **no** within five minutes.`,
    metadata: {
      actions: [
        { action: 'answer_porter', label: 'Yes', text: 'yes' },
        { action: 'answer_porter', label: 'No', text: 'no' },
      ],
    },
  };
}

export function toChoose(question: string, options: readonly Option[]): Words {
  const lines = options.map(({ label }, at) => `${at + 1}. ${label}`).join('\n');
  const actions = options.map((_, at) => ({ action: 'answer_porter' as const, label: `${at + 1}`, text: `${at + 1}` }));
  return {
    text: `${question}\n\n${lines}\n\nSay the number.`,
    metadata: { actions: [...actions, { action: 'answer_porter', label: 'None of these', text: 'none' }] },
  };
}

export const noQuestion = (): Words => ({ text: 'I have no open question to you here, so I did nothing. Say again what I should do.' });
export const noSuchChoice = (): Words => ({ text: 'That is none of the numbers, so I did nothing. Say again what I should do.' });
export const leftAsItIs = (): Words => ({ text: 'I left everything as it is.' });
