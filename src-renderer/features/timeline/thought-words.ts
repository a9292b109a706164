import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { locale, strings } from '../../strings/strings.ts';
import { plainWords } from './plain-words.ts';

const SECOND_MS = 1_000;
const MINUTE_S = 60;

/** "Thought for 41s" and the last thing that was thought, on one line. A single thought has taken no time that is known. */
export function thoughtWords(thoughts: readonly [Readable<Message>, ...Readable<Message>[]]): { title: string; last: string } {
  const newest = thoughts.at(-1) ?? thoughts[0];
  const seconds = Math.round((newest.created_at - thoughts[0].created_at) / SECOND_MS);
  return {
    title: seconds < 1 ? strings.timeline.thought : strings.timeline.thoughtFor(durationWord(seconds)),
    last: firstLine(plainWords(newest)),
  };
}

function durationWord(seconds: number): string {
  const { minutes, seconds: inSeconds } = strings.timeline;
  const number = (count: number): string => count.toLocaleString(locale);
  return seconds < 2 * MINUTE_S ? inSeconds(number(seconds)) : minutes(number(Math.round(seconds / MINUTE_S)));
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
