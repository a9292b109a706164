// Phrases about the ways to reach the server.
import type { Errand } from './errand.ts';
import { phrase, type Phrase } from './phrase.ts';
import { placeOf } from './places.ts';

function share(words: string | undefined): Errand | null {
  const place = placeOf(words ?? '');
  return place === undefined ? null : { do: 'share', place };
}

function stopSharing(words: string | undefined): Errand | null {
  const place = placeOf(words ?? '');
  return place === undefined ? null : { do: 'stop_sharing', place };
}

export const SHARING: readonly Phrase[] = [
  {
    pattern: phrase(
      String.raw`(?:stop|end|quit) (?:all )?sharing(?: (?:everything|everywhere|this|it|the server|the home|lanai))?|unshare(?: (?:everything|this|it|the server|the home|lanai))?|(?:close|shut|turn off|switch off) (?:all|every|all the|all of the) (?:entrances?|ways? in)|(?:close|shut|turn off|switch off) (?:everything|sharing|the sharing)|turn sharing off|go offline`,
    ),
    errand: () => ({ do: 'stop_sharing', place: null }),
  },
  {
    pattern: phrase(
      String.raw`(?:stop|end|quit) sharing(?: (?:this|it|the server|the home|lanai))? (?:on|over|via|by|with|through|to|in) (?<place>.+)|(?:stop|close|end|shut|shut down|kill|turn off|switch off) (?<first>.+?)|(?:turn|switch|shut) (?<second>.+?) off`,
    ),
    errand: ({ place, first, second }) => stopSharing(place ?? first ?? second),
  },
  {
    pattern: phrase(
      String.raw`make (?:this|it|us|the server|the home|lanai) (?:reachable|available|visible) (?:on|over|via|through|from|in) (?<third>.+)|(?:start sharing|share|open|open up)(?: (?:this|it|us|me|the server|this server|the home|this home|lanai|the app|everything|this computer))?(?: up)? (?:on|over|via|by|with|through|to|using|in) (?<place>.+)|(?:open|start|turn on|switch on|make|set up) (?<first>.+?)|(?:turn|switch) (?<second>.+?) on`,
    ),
    errand: ({ place, first, second, third }) => share(place ?? first ?? second ?? third),
  },
  {
    pattern: phrase(
      String.raw`(?:start sharing|share|open up)(?: (?:this|it|us|the server|this server|the home|this home|lanai|the app))?|go online|turn sharing on|turn on sharing`,
    ),
    errand: () => ({ do: 'share', place: null }),
  },
];
