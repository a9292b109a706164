// Finds the person, the invite or the room that was meant. Porter does not guess: with several, or with none of exactly that name, it
// asks back.
import type { Invite, Person, Room } from '../../../../src-shared/objects.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import { isKept, visibleRoom } from '../../domain/policy.ts';
import { AskedBack, type Desk, type Option, type Outcome } from './desk.ts';
import type { Errand, Subject } from './errand.ts';
import { bold, counted, dayText, lengthText, listed, room as roomWords } from './phrasing.ts';

export type Target = { kind: 'person'; person: Person } | { kind: 'invite'; invite: Invite };

/** Of these an errand is about one. */
export interface Wanted {
  person(person: Person): boolean;
  invite(invite: Invite, now: number): boolean;
  /** The sentence, in Markdown, when someone of that name is there, and the errand is for no such person or invite. */
  unfit(name: string): string;
  /** No name that is near is offered. */
  isExact?: true;
}

const OPTIONS_MAX = 9;

export const isPending = ({ revoked_at, uses, max_uses }: Invite): boolean => revoked_at === null && uses < max_uses;
export const isOpenNow = (invite: Invite, now: number): boolean => isPending(invite) && invite.expires_at > now;

const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** The one that is meant, or the question that asks which. `again`: the errand about another subject. */
export async function lookUp(
  desk: Desk,
  subject: Subject,
  wanted: Wanted,
  again: (subject: Subject) => Errand,
): Promise<Target | Extract<Outcome, { kind: 'choose' }>> {
  const { people } = await desk.ask('list_people', {});
  const { invites } = await desk.ask('list_invites', {});
  const now = desk.core.now();
  const all: Target[] = [
    ...people.map((person): Target => ({ kind: 'person', person })),
    ...invites.map((invite): Target => ({ kind: 'invite', invite })),
  ];
  const isWanted = (each: Target): boolean => (each.kind === 'person' ? wanted.person(each.person) : wanted.invite(each.invite, now));
  if (subject.by !== 'name') {
    const chosen = all.find((each) =>
      subject.by === 'person' ? idOf(each, 'person') === subject.participant_id : idOf(each, 'invite') === subject.invite_id,
    );
    if (!chosen || !isWanted(chosen)) throw new AskedBack('That has changed meanwhile. Say again what I should do.');
    return chosen;
  }
  const { name, among } = subject;
  const isAmong = ({ kind }: Target): boolean => among === 'both' || (among === 'people') === (kind === 'person');
  const called = all.filter((each) => keyOf(nameOf(each)) === keyOf(name));
  const wantedOnes = called.filter((each) => isAmong(each) && isWanted(each));
  const personIds = new Set(wantedOnes.map((each) => idOf(each, 'person')));
  // A link by which a person comes back ends with the access of the person: it is meant alone only where its person is not.
  const exact = wantedOnes.filter(
    (each) => each.kind === 'person' || each.invite.participant_id === null || !personIds.has(each.invite.participant_id),
  );
  const [one] = exact;
  if (one && exact.length === 1) return one;
  const optionOf = (each: Target): Option => ({ label: labelOf(desk, each), errand: again(subjectOf(each)) });
  if (exact.length > 0)
    return { kind: 'choose', question: `Which ${bold(name)} do you mean?`, options: exact.slice(0, OPTIONS_MAX).map(optionOf) };
  const cameWithIt = new Set(called.map((each) => (each.kind === 'invite' ? each.invite.participant_id : null)));
  const guests = all.filter((each) => each.kind === 'person' && cameWithIt.has(each.person.id) && isAmong(each) && isWanted(each));
  if (guests.length > 0 && !wanted.isExact) {
    const question = `An invite was for ${bold(name)}. Do you mean the one who joined with it?`;
    return { kind: 'choose', question, options: guests.slice(0, OPTIONS_MAX).map(optionOf) };
  }
  const near = wanted.isExact ? [] : all.filter((each) => isAmong(each) && isWanted(each) && isNear(keyOf(nameOf(each)), keyOf(name)));
  if (called.length > 0 || near.length === 0) throw new AskedBack(unknownName(desk, name, called.length > 0, wanted));
  return {
    kind: 'choose',
    question: `I do not know ${bold(name)}. Do you mean one of these?`,
    options: near.slice(0, OPTIONS_MAX).map(optionOf),
  };
}

const idOf = (each: Target, kind: Target['kind']): string | null =>
  each.kind !== kind ? null : each.kind === 'person' ? each.person.id : each.invite.id;

export const nameOf = (each: Target): string => (each.kind === 'person' ? each.person.name : each.invite.name);

function subjectOf(each: Target): Subject {
  return each.kind === 'person' ? { by: 'person', participant_id: each.person.id } : { by: 'invite', invite_id: each.invite.id };
}

function unknownName({ core }: Desk, name: string, isThere: boolean, wanted: Wanted): string {
  if (isThere) return wanted.unfit(name);
  const isAgent = [...core.directory.participants()].some((each) => each.kind === 'agent' && keyOf(each.name) === keyOf(name));
  if (isAgent) return `${bold(name)} is an agent. Agents and their keys are under *Agents*.`;
  return `I do not know anyone called ${bold(name)}. Say **who has access** for a list.`;
}

function labelOf({ core, timeZone }: Desk, each: Target): string {
  if (each.kind === 'person') {
    const { name, role, created_at } = each.person;
    const state = isActive(each.person) ? 'has access' : 'has no access';
    return `${bold(name)}, ${role}, here since ${dayText(created_at, timeZone)}, ${state}`;
  }
  return `the ${inviteWords(each.invite, core.now())}`;
}

/** Such as "invite for **Sarah**, guest, 6 days left, used 0 of 1 times". */
export function inviteWords({ name, role, expires_at, uses, max_uses, participant_id }: Invite, now: number): string {
  const left = expires_at > now ? `${lengthText(expires_at - now)} left` : 'expired';
  const whose = name === '' ? 'anyone with the link' : bold(name);
  const what = participant_id === null ? 'invite' : 'new link';
  return `${what} for ${whose}, ${role}, ${left}, used ${uses} of ${counted(max_uses, 'time')}`;
}

/** Whether a name could be a slip of the pen for another, or a part of it. */
export function isNear(name: string, said: string): boolean {
  if (name === '' || said.length < 2) return false;
  if (name.startsWith(`${said} `) || said.startsWith(`${name} `) || name.endsWith(` ${said}`)) return true;
  if (said.length >= 3 && name.startsWith(said)) return true;
  return distance(name, said) <= (said.length < 5 ? 1 : 2);
}

/** The letters to add, drop, change or swap with the next (Damerau and Levenshtein), as far as it is small. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min((last[j] ?? Infinity) + 1, (row[j - 1] ?? Infinity) + 1, (last[j - 1] ?? Infinity) + (isSame ? 0 : 1), swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? Infinity;
}

/** The rooms that the asker can open to others. */
export function openableRooms({ core, actor }: Desk): Room[] {
  return [...core.directory.rooms()]
    .map(({ room }) => room)
    .filter((room) => !room.direct && isKept(room) && visibleRoom(core.directory, actor, room.id) !== null);
}

/** The rooms of these names. Throws `room_not_found` with the names that are near. */
export function roomsCalled(desk: Desk, names: readonly string[]): Room[] {
  const all = openableRooms(desk);
  return names.map((name) => {
    const found = all.filter((each) => keyOf(each.name) === keyOf(name));
    const [one] = found;
    if (one && found.length === 1) return one;
    if (one) throw new AskedBack(`There are several rooms called ${roomWords(name)}. Choose under Invites.`);
    const near = all.filter((each) => isNear(keyOf(each.name), keyOf(name))).slice(0, OPTIONS_MAX);
    const hint =
      near.length > 0
        ? ` Do you mean ${listed(
            near.map((each) => roomWords(each.name)),
            'or',
          )}?`
        : '';
    throw new AskedBack(`I know no room called ${roomWords(name)}.${hint} Say it again with the name of the room.`);
  });
}
