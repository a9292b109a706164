// The commands that Porter understands: a table of patterns and actions. Porter does not guess.

export type Errand =
  | { do: 'greet' }
  | { do: 'help' }
  | { do: 'thanks' }
  | { do: 'list_present' }
  | { do: 'make_room'; name: string; isPrivate: boolean }
  | { do: 'invite'; name: string }
  | { do: 'reinvite'; name: string }
  | { do: 'revoke'; name: string }
  | { do: 'list_access' }
  | { do: 'connect_agent' }
  | { do: 'unknown' };

const NAMED = String.raw`["\u201C']?(?<name>[^"\u201D'\n]+?)["\u201D']?`;
const END = String.raw`[\s.!?]*$`;

const ERRANDS: readonly { pattern: RegExp; errand(name: string, text: string): Errand }[] = [
  { pattern: /^(?:hi|hello|hey|good (?:morning|evening|day)|aloha)\b/i, errand: () => ({ do: 'greet' }) },
  { pattern: /^(?:help|commands|errands|what can you do)\b|^\?/i, errand: () => ({ do: 'help' }) },
  { pattern: /^(?:many )?(?:thanks|thank you|thx|ty|cheers|mahalo)\b/i, errand: () => ({ do: 'thanks' }) },
  { pattern: /^who(?: is|'s|’s| else is)? (?:all )?(?:here|online|there)\b/i, errand: () => ({ do: 'list_present' }) },
  {
    pattern: new RegExp(
      String.raw`^(?:please )?(?:make|create|open|add) (?:me )?(?:a |an )?(?:new )?(?:private |public )?room(?: called| named)?:? +#?${NAMED}${END}`,
      'i',
    ),
    errand: (name, text) => ({ do: 'make_room', name, isPrivate: /\bprivate room\b/i.test(text) }),
  },
  {
    pattern: new RegExp(String.raw`^(?:please )?(?:reinvite|re-invite|invite back) +@?${NAMED}${END}`, 'i'),
    errand: (name) => ({ do: 'reinvite', name }),
  },
  { pattern: new RegExp(String.raw`^(?:please )?invite +@?${NAMED}${END}`, 'i'), errand: (name) => ({ do: 'invite', name }) },
  {
    pattern: new RegExp(String.raw`^(?:please )?(?:revoke|remove|shut out)(?: access (?:of|for))? +@?${NAMED}(?:'s access)?${END}`, 'i'),
    errand: (name) => ({ do: 'revoke', name }),
  },
  { pattern: /^who (?:has|have) access|^who can (?:come|get) in|^list (?:access|guests|people)/i, errand: () => ({ do: 'list_access' }) },
  { pattern: /^(?:how (?:do|can) i )?(?:connect|add) (?:an |a |my )?(?:new )?agent/i, errand: () => ({ do: 'connect_agent' }) },
];

/** No errand is longer, its name included. The patterns take the square of a text's length, and anybody may write to Porter. */
const ERRAND_CHARS_MAX = 1_000;

/** The command in a text, without the mention of Porter. */
export function errandOf(text: string): Errand {
  if (text.length > ERRAND_CHARS_MAX) return { do: 'unknown' };
  const asked = text
    .replace(/@porter\b[,:]?/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const { pattern, errand } of ERRANDS) {
    const match = pattern.exec(asked);
    if (match) return errand(match.groups?.name?.trim() ?? '', asked);
  }
  return { do: 'unknown' };
}
