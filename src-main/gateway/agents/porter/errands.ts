// The phrases that Porter understands: a table of patterns and errands. Porter does not guess: a text that is no phrase from its
// beginning to its end is no errand.
import { ACCESS, nudge } from './access-phrases.ts';
import type { Errand } from './errand.ts';
import { phrase, type Phrase } from './phrase.ts';
import { SHARING } from './sharing-phrases.ts';

const TALK: readonly Phrase[] = [
  {
    pattern: /^(?:help|commands|errands|what can you do|what do you do|what can i (?:say|ask))\b|^\?/i,
    errand: () => ({ do: 'help' }),
  },
  { pattern: /^(?:many )?(?:thanks|thank you|thx|ty|cheers|mahalo)\b/i, errand: () => ({ do: 'thanks' }) },
  { pattern: /^who(?: is|'s|’s| else is)? (?:all )?(?:here|online|there)\b/i, errand: () => ({ do: 'list_present' }) },
];

const GREETING: Phrase = {
  pattern: /^(?:hi|hello|hey|good (?:morning|evening|day)|aloha)\b/i,
  errand: () => ({ do: 'greet' }),
};

const ROOM: Phrase = {
  pattern: phrase(
    String.raw`(?:make|create|open|add) (?:me )?(?:a |an )?(?:new )?(?:private |public )?room(?: called| named)?:? +#?["\u201c']?(?<name>[^"\u201d'\n]+?)["\u201d']?`,
  ),
  errand: ({ name = '' }, text) => ({ do: 'make_room', name: name.trim(), isPrivate: /\bprivate room\b/i.test(text) }),
};

const LISTS: readonly Phrase[] = [
  {
    pattern: phrase(
      String.raw`who (?:has|have|all has) (?:access|keys?|an invite)(?: here)?|who can (?:come|get) in(?: here)?|who (?:can|is able to) (?:enter|join)(?: here)?|who (?:is|are|did i|have i|have we) (?:all )?invited|(?:list|show)(?: me)?(?: all)? (?:the )?(?:access|guests|people|invites|invitations|devices|keys)|what (?:invites|guests) are (?:there|open)`,
    ),
    errand: () => ({ do: 'list_access' }),
  },
  {
    pattern: phrase(
      String.raw`(?:which|what) (?:entrances|ways|tunnels)(?: in)? (?:are|is) (?:open|on|there)|(?:list|show)(?: me)?(?: all)? (?:the |our |my )?(?:open )?(?:entrances|addresses|sharing|tunnels)|(?:what|which) is (?:open|shared)|what's (?:open|shared)|(?:how|where) (?:is|are) (?:this|it|we|the server|the home|lanai) (?:shared|open|reachable)|(?:is|are) (?:this|it|we|the server|the home|lanai) (?:shared|open|reachable|online)(?: now)?|(?:how|where|from where) can (?:people|friends|guests|others|they|one|anyone) (?:reach|get to|find|join|connect to) (?:us|me|this|it|the server|the home|lanai)|(?:what is|what's) (?:the|our|my) (?:address|url)|sharing(?: status)?|status of sharing|entrances|who can reach (?:us|me|this|it|the server|the home|lanai)`,
    ),
    errand: () => ({ do: 'list_entrances' }),
  },
  { pattern: /^(?:how (?:do|can) i )?(?:connect|add) (?:an |a |my )?(?:new )?agent\b/i, errand: () => ({ do: 'connect_agent' }) },
];

const PHRASES: readonly Phrase[] = [...TALK, ROOM, ...LISTS, ...SHARING, ...ACCESS, GREETING];

const BEFORE =
  /^(?:(?:hey|hi|hello|ok|okay|porter|so|now|also|then)[ ,!:]+)*(?:(?:(?:can|could|would|will) you|please|kindly|i(?:'d|’d| would) like(?: you)? to|i (?:want|need)(?: you)? to|let's|let’s|go ahead and) +)*/i;
const AFTER = /(?:[ ,]+(?:please|pls|thanks|thank you|for me|right now|now))*[\s.!?]*$/i;

/** No errand is longer, its names included. The patterns take the square of a text's length, and anyone may write to Porter. */
const ERRAND_CHARS_MAX = 1_000;

const PORTER_BEFORE = /^@porter\b[\s,:]*/i;
const PORTER_AFTER = /\s*@porter\b[\s.!?]*$/i;
const PLEASANTRY = /^(?:please|thanks|thank you|hi|hello|hey)[\s,.!]*$/i;
const PLEASANTRY_BEFORE = /^(?:please|hi|hello|hey)[ \t,.!]*\n\s*/i;

/** With its text as it was written: the last mark belongs to it, and so does a "please". */
const NUDGE = /^(?:(?:nudge|ping|tell) +(?<name>[^:\n]+?)|let +(?<informed>[^:\n]+?) +know)(?:: ?| +that +)(?<text>\S[^]*)$/i;

function nudgeIn(said: string): Errand | null {
  const called = said.trim().replace(PLEASANTRY_BEFORE, '');
  const own = (PORTER_BEFORE.test(called) ? called.replace(PORTER_BEFORE, '') : called.replace(PORTER_AFTER, '')).replace(BEFORE, '');
  const { name, informed, text } = NUDGE.exec(own)?.groups ?? {};
  if (text === undefined) return null;
  // The lines below can be meant for Porter or for the person.
  return text.includes('\n') ? { do: 'ask_back', about: 'several' } : nudge(name ?? informed ?? '', text);
}

/** The errand in a text, without the mention of Porter. */
export function errandOf(text: string): Errand {
  if (text.length > ERRAND_CHARS_MAX) return { do: 'unknown' };
  const nudged = nudgeIn(text);
  if (nudged) return nudged;
  const lines = text
    .replace(/@porter\b[,:]?/gi, ' ')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !PLEASANTRY.test(line));
  const whole = lines.join(' ') || text.replace(/@porter\b[,:]?/gi, ' ').trim();
  const plain = whole.replace(/[\s.!?]*$/, '');
  const errand = found(plain.replace(BEFORE, '').replace(AFTER, '')) ?? found(plain) ?? found(whole) ?? { do: 'unknown' };
  const isTalk = ['greet', 'help', 'thanks', 'list_present', 'unknown'].includes(errand.do);
  return lines.length > 1 && !isTalk ? { do: 'ask_back', about: 'several' } : errand;
}

function found(text: string): Errand | null {
  for (const { pattern, errand } of PHRASES) {
    const match = pattern.exec(text);
    const read = match && errand(match.groups ?? {}, text);
    if (read) return read;
  }
  return null;
}
