import type { Message } from '../../../src-shared/objects.ts';
import { previewText } from '../../../src-shared/preview.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { plainWords } from './plain-words.ts';

const SECOND_MS = 1_000;
const MINUTE_S = 60;

/** "Thought for 41s" or "7 steps", and the last of them, on one line. A single thought has taken no time that is known. */
export function thoughtWords(thoughts: readonly [Readable<Message>, ...Readable<Message>[]]): { title: string; last: string } {
  const acts = thoughts.filter(({ act }) => act !== undefined).length;
  const steps = strings.acts.steps(acts);
  const thought = thoughtFor(thoughts);
  const newest = thoughts.at(-1) ?? thoughts[0];
  return {
    title: acts === 0 ? thought : acts === thoughts.length ? steps : strings.acts.thoughtAndSteps(thought, steps),
    last: newest.act ? previewText(newest.content) : firstLine(plainWords(newest)),
  };
}

function thoughtFor(thoughts: readonly [Readable<Message>, ...Readable<Message>[]]): string {
  const seconds = Math.round(((thoughts.at(-1) ?? thoughts[0]).created_at - thoughts[0].created_at) / SECOND_MS);
  return seconds < 1 ? strings.timeline.thought : strings.timeline.thoughtFor(durationWord(seconds));
}

function durationWord(seconds: number): string {
  const { minutes, seconds: inSeconds } = strings.timeline;
  const number = (count: number): string => count.toLocaleString(locale);
  return seconds < 2 * MINUTE_S ? inSeconds(number(seconds)) : minutes(number(Math.round(seconds / MINUTE_S)));
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
