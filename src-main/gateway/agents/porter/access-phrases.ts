// Phrases about people and invites.
import { detailsIn, lengthOf, namedWithDetails, roleOf, roomsOf } from './details.ts';
import type { Change, Details, Errand, Subject } from './errand.ts';
import { phrase, type Phrase } from './phrase.ts';

const INVITE = 'invite|invitation|invite link|invitation link|link';

const IS_ALL = /^(?:all|every(?:one|body|thing)?|anyone|anybody|each|they|them|people|guests?|all (?:the )?(?:people|guests?))$/i;
const IS_PRONOUN =
  /^(?:him|her|it|that|this|someone|somebody|a friend|my friend|friends?|me|us|myself|one|who|whom|you|access|invites?|links?)$/i;
const IS_LIST = /,| and | & /;
const FOR_ANYONE = /^any ?(?:one|body)(?: with (?:the|a) link)?$/i;

/** A name as it was said, without what people put around it. */
function bareName(words: string): string {
  return words
    .trim()
    .replace(/^@/, '')
    .replace(/^["“‘'](.+)["”’']$/, '$1')
    .replace(/^(?:my |our |the )?(?:friend|guest|person|user) (?=\S)/i, '')
    .replace(/^@/, '')
    .trim();
}

function withSubject(words: string | undefined, among: 'people' | 'invites' | 'both', make: (subject: Subject) => Errand): Errand {
  const name = bareName(words ?? '');
  if (IS_ALL.test(name)) return { do: 'ask_back', about: 'several' };
  if (name === '' || IS_PRONOUN.test(name)) return { do: 'ask_back', about: 'name' };
  return make({ by: 'name', name, among });
}

function invite(words: string | undefined): Errand {
  const text = (words ?? '').trim();
  const read = namedWithDetails(text);
  if (!read) return { do: 'ask_back', about: 'details' };
  const name = bareName(read.name);
  const isQuoted = /^["“‘']/.test(text);
  if (!isQuoted && FOR_ANYONE.test(name)) return { do: 'invite', name: '', details: read.details };
  if (!isQuoted && (IS_ALL.test(name) || IS_LIST.test(name))) return { do: 'ask_back', about: 'several' };
  if (name === '' || (!isQuoted && IS_PRONOUN.test(name))) return { do: 'ask_back', about: 'name' };
  return { do: 'invite', name, details: read.details };
}

const reinvite = (name: string | undefined): Errand => withSubject(name, 'both', (subject) => ({ do: 'reinvite', subject }));

function revoke(name: string | undefined, among: 'people' | 'invites' | 'both'): Errand {
  return withSubject(name, among, (subject) => ({ do: 'revoke', subject }));
}

/** With a "that" in the name, the text can begin at more than one place. */
export function nudge(name: string, text: string): Errand {
  if (/\bthat\b/i.test(name)) return { do: 'ask_back', about: 'name' };
  return withSubject(name, 'people', (subject) => ({ do: 'nudge', subject, text }));
}

const amongOf = (kind: string | undefined): 'people' | 'invites' | 'both' =>
  kind === undefined ? 'both' : /^access$/i.test(kind) ? 'people' : 'invites';

function extend(name: string | undefined, time: string | undefined, from: 'now' | 'end'): Errand {
  const ms = time === undefined ? null : lengthOf(time);
  if (time !== undefined && ms === null) return { do: 'ask_back', about: 'time' };
  return withSubject(name, 'invites', (subject) => ({ do: 'extend', subject, ms, from }));
}

const change = (name: string | undefined, made: Change, among: 'people' | 'invites' | 'both' = 'both'): Errand =>
  withSubject(name, among, (subject) => ({ do: 'change', subject, change: made }));

function changeRooms(name: string | undefined, how: 'open' | 'close' | 'only', words: string | undefined): Errand {
  const rooms = roomsOf(words ?? '');
  if (rooms?.length === 0) return { do: 'ask_back', about: 'details' };
  if (how === 'only') return change(name, { what: 'rooms', how, rooms });
  if (rooms === null) return how === 'open' ? change(name, { what: 'rooms', how: 'only', rooms }) : { do: 'ask_back', about: 'details' };
  return change(name, { what: 'rooms', how, rooms });
}

/** "to" behind a name: a role, rooms, or for an invite any details. */
function changeTo(name: string | undefined, words: string | undefined, isInvite: boolean): Errand {
  const text = words ?? '';
  const role = roleOf(text.replace(/^role /i, ''));
  const among = isInvite ? 'invites' : 'both';
  if (role) return change(name, { what: 'role', role }, among);
  if (/^(?:only )?(?:the )?(?:rooms? |#|(?:all|every)(?: the)?(?: public)? rooms?$)/i.test(text)) return changeRooms(name, 'only', text);
  const details = isInvite ? detailsAlone(text) : null;
  if (!details) return { do: 'ask_back', about: 'change' };
  return change(name, { what: 'invite', details }, 'invites');
}

function detailsAlone(text: string): Details | null {
  const ms = lengthOf(text);
  if (ms !== null) return { lifetime_ms: ms };
  const read = detailsIn(text);
  return read && read.before === '' && Object.keys(read.details).length > 0 ? read.details : null;
}

export const ACCESS: readonly Phrase[] = [
  {
    pattern: phrase(
      String.raw`(?:reinvite|re-invite|invite back|bring back|let back in|readmit) (?<name>.+)|invite (?<first>.+) (?:back|back in|again)|let (?<second>.+) (?:back in|in again)|(?:send|make|give|get|create) (?<third>.+) a new (?:${INVITE})|(?:make|create|send|get)(?: me)? a new (?:${INVITE}) (?:for|to) (?<fourth>.+)|restore (?:access (?:of|for) (?<fifth>.+)|(?<sixth>.+?)['\u2019]s access)`,
    ),
    errand: ({ name, first, second, third, fourth, fifth, sixth }) =>
      reinvite(name ?? first ?? second ?? third ?? fourth ?? fifth ?? sixth),
  },
  {
    pattern: phrase(
      String.raw`invite(?: (?<name>.+))?|(?:make|create|write|get|send)(?: me| us)? (?:an? )?(?:new )?(?:${INVITE}) (?:for|to) (?<first>.+)|(?:send|make|give|get|create) (?<second>.+?) an? (?:${INVITE})(?<details> .+)?|let (?<third>.+) in|(?:make|create|get)(?: me| us)? (?:an? )?(?:new )?(?<nobody>${INVITE})`,
    ),
    errand: ({ name, first, second, details = '', third, nobody }) => {
      if (nobody !== undefined) return { do: 'ask_back', about: 'name' };
      return invite(name ?? first ?? third ?? (second === undefined ? undefined : second + details));
    },
  },
  {
    pattern: phrase(
      String.raw`(?:extend|prolong|lengthen)(?: the)?(?: (?:${INVITE}))?(?: (?:of|for))? (?<name>.+?)(?:['\u2019]s? (?:${INVITE}))?(?: (?<from>by|for|to) (?<time>(?:another |an extra )?[^#]+?))?|give (?<first>.+?) (?:(?<more>.+?) )?more time|give (?<second>.+?) (?<days>(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten) more [a-z]+)|give (?<third>.+?) another (?<other>[a-z]+)`,
    ),
    errand: ({ name, from, time, first, second, days, third, other, more }) => {
      if (more !== undefined) return { do: 'ask_back', about: 'time' };
      if (second !== undefined) return extend(second, days, 'end');
      if (third !== undefined) return extend(third, `a ${other}`, 'end');
      return extend(
        name ?? first,
        time?.replace(/^(?:another|an extra) (?=[a-z]+$)/i, 'a ').replace(/^(?:another|an extra) /i, ''),
        from === 'by' ? 'end' : 'now',
      );
    },
  },
  {
    pattern: phrase(
      String.raw`(?:make|turn) (?<name>.+?) (?:into )?(?<role>(?:an? |the )?(?:guest|member|admin)(?:istrator)?)|(?:promote|demote) (?<first>.+?) to (?<next>.+)|give (?<second>.+?) the role (?:of )?(?<given>.+)`,
    ),
    errand: ({ name, role, first, next, second, given }) => {
      const found = roleOf(role ?? next ?? given ?? '');
      return found ? change(name ?? first ?? second, { what: 'role', role: found }) : { do: 'ask_back', about: 'change' };
    },
  },
  {
    pattern: phrase(
      String.raw`(?:give|grant) (?<name>.+?) access to (?<rooms>.+)|let (?<first>.+?) (?:only )?(?:into|in to|see|read|enter) (?<into>.+)|add (?<second>.+?) to (?<to>.+)|open (?<opened>.+?) (?:to|for) (?<third>.+)`,
    ),
    errand: ({ name, rooms, first, into, second, to, opened, third }, text) => {
      const words = rooms ?? into ?? to ?? opened ?? '';
      const isOnly = /^(?:let .+ only |open only )/i.test(text) || / only$/i.test(words);
      return changeRooms(name ?? first ?? second ?? third, isOnly ? 'only' : 'open', words);
    },
  },
  {
    pattern: phrase(
      String.raw`(?:remove|take|kick|throw|shut|put) (?<name>.+?) (?:out of|from) (?<rooms>.+)|close (?<closed>.+?) (?:to|for) (?<first>.+)|take (?<taken>.+?) away from (?<second>.+)|revoke (?<third>.+?)['\u2019]s access to (?<of>.+)`,
    ),
    errand: ({ name, rooms, closed, first, taken, second, third, of }) =>
      changeRooms(name ?? first ?? second ?? third, 'close', rooms ?? closed ?? taken ?? of),
  },
  {
    pattern: phrase(
      String.raw`(?:change|set|update) (?:the )?(?<kind>${INVITE}) (?:of|for) (?<name>.+?) (?:to|so that it is|:) (?<words>.+)|(?:change|set|update) (?<first>.+?)['\u2019]s (?<own>${INVITE}) to (?<to>.+)`,
    ),
    errand: ({ name, words, first, to }) => changeTo(name ?? first, words ?? to, true),
  },
  {
    pattern: phrase(
      String.raw`(?:change|set|update|limit|restrict) (?:the )?rooms? (?:of|for) (?<name>.+?) to (?<rooms>.+)|(?:change|set|update|limit|restrict) (?<first>.+?)['\u2019]s rooms? to (?<to>.+)|(?:limit|restrict) (?<second>.+?) to (?<only>.+)`,
    ),
    errand: ({ name, rooms, first, to, second, only }) => changeRooms(name ?? first ?? second, 'only', rooms ?? to ?? only),
  },
  {
    pattern: phrase(
      String.raw`(?:change|set|update|switch) (?:the )?(?:role|access) (?:of|for) (?<name>.+?) to (?<words>.+)|(?:change|set|update|switch) (?<first>.+?)(?:['\u2019]s (?:role|access))? to (?<to>.+)|(?:change|update) (?<second>.+)`,
    ),
    errand: ({ name, words, first, to, second }) =>
      second === undefined ? changeTo(name ?? first, words ?? to, false) : { do: 'ask_back', about: 'change' },
  },
  {
    pattern: phrase(
      String.raw`(?:revoke|end|withdraw|cancel|take back|remove)(?: the)? (?<kind>access|${INVITE}) (?:of|for|from|to) (?<name>.+?)(?:['\u2019]s access)?|(?:revoke|end|withdraw|cancel|take back|remove|take) (?<first>.+?)['\u2019]s (?<own>access|${INVITE})(?: away)?|revoke(?: (?<second>.+))?`,
    ),
    errand: ({ kind, name, first, own, second }) => revoke(name ?? first ?? second, amongOf(kind ?? own)),
  },
  {
    pattern: phrase(
      String.raw`(?:withdraw|uninvite|disinvite) (?<open>.+)|remove (?<name>.+?)|(?:kick|shut|throw|lock|put|cut) (?<first>.+?) (?:out|off)|(?:kick out|kick|shut out|throw out|lock out|put out|ban|block|cut off|expel) (?<second>.+?)`,
    ),
    errand: ({ open, name, first, second }) => {
      if (open !== undefined) return revoke(open, 'invites');
      return name === undefined ? revoke(first ?? second, 'people') : revoke(name, 'both');
    },
  },
];
