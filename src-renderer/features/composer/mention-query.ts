// Whether a mention is being typed, whom it may be, and the text with the chosen one in it.
import { calledByGroups, GROUPS, type Group } from '../../../src-shared/group-mentions.ts';
import { isWebhook } from '../../../src-shared/participants.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { fuzzyFilter } from '../../lib/fuzzy.ts';
import { callableIn, type Around } from '../calling/callable.ts';
import { listedAgents } from '../people/people.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';

export interface MentionQuery {
  /** Where the @ is. */
  start: number;
  text: string;
}

export type MentionCandidate = { participant: Participant; isMember: boolean } | GroupCandidate;

export interface GroupCandidate {
  group: Group;
  /** How many it calls. */
  count: number;
}

const QUERY_CHARS_MAX = 40;
const SHOWN_MAX = 20;

/** The @ that the caret stands behind, with what was typed since; null when the caret is not in a mention. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const before = text.slice(Math.max(0, caret - QUERY_CHARS_MAX), caret);
  const at = before.lastIndexOf('@');
  if (at === -1) return null;
  const query = before.slice(at + 1);
  // An address like ada@example.org is not a mention, nor is an @ that was followed by a space.
  if (/[\p{L}\p{N}_]$/u.test(before.slice(0, at)) || /\n|^\s|\s\s/.test(query)) return null;
  return { start: caret - query.length - 1, text: query };
}

interface Everybody extends Around {
  /** The user may call @everyone, @here and @agents. */
  mayCallGroups: boolean;
}

/** Members first, then the home's other agents; in each those who are here first, and of them the best fitting. */
export function mentionCandidates(room: RoomFacts, everybody: Everybody, query: string): MentionCandidate[] {
  const { participants, presence, meId } = everybody;
  const members = room.member_ids.flatMap((id) => participants[id] ?? []).filter((one) => one.id !== meId && !isWebhook(one));
  const others = room.direct ? [] : listedAgents(participants).filter(({ id }) => !room.member_ids.includes(id));
  const fitting = (some: readonly Participant[], isMember: boolean): { participant: Participant; isMember: boolean }[] =>
    fuzzyFilter(some, query, ({ name }) => name)
      .sort((a, b) => Number(presence[b.id]?.online ?? false) - Number(presence[a.id]?.online ?? false))
      .map((participant) => ({ participant, isMember }));
  const groups = everybody.mayCallGroups ? groupCandidates(room, everybody, query) : [];
  return [...fitting(members, true), ...fitting(others, false), ...groups]
    .filter((candidate) => !query.includes(' ') || startsWith(nameOf(candidate), query))
    .slice(0, SHOWN_MAX);
}

function groupCandidates(room: RoomFacts, everybody: Everybody, query: string): GroupCandidate[] {
  const callable = callableIn(room, everybody);
  return fuzzyFilter(GROUPS, query, (group) => group)
    .map((group) => ({ group, count: calledByGroups([`@${group}`], callable).length }))
    .filter(({ count }) => count > 0);
}

export function nameOf(candidate: MentionCandidate): string {
  return 'group' in candidate ? candidate.group : candidate.participant.name;
}

export interface Inserted {
  text: string;
  caret: number;
}

/** The whole name takes the place of what was typed, with a space to go on after it. */
export function withMention(text: string, caret: number, query: MentionQuery, name: string): Inserted {
  const rest = text.slice(caret);
  const inserted = `@${name}${/^\s/.test(rest) ? '' : ' '}`;
  return { text: text.slice(0, query.start) + inserted + rest, caret: query.start + inserted.length + (/^\s/.test(rest) ? 1 : 0) };
}

/** With a space in it, what was typed is only a mention while it could still become a name with spaces. */
function startsWith(name: string, query: string): boolean {
  return name.toLowerCase().startsWith(query.toLowerCase());
}
