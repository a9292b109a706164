// Output of the commands: JSON for programs, lines and tables for people.
import { writeAll } from './write-all.ts';
import { startOf, widthOf } from './text-width.ts';
import { kindsOf, type ChatMessage } from './messages.ts';

export interface Output {
  /** In JSON: the value, on one line. For people: the text. */
  show(value: unknown, text: string): void;
  /** In JSON: each row's value on its own line. For people: a table, or the sentence when there are none. */
  list<T>(values: readonly T[], table: Table<T>): void;
  /** For people who look on, never for programs. */
  notice(sentence: string): void;
}

export interface Table<T> {
  head: readonly string[];
  row(value: T): readonly string[];
  none: string;
}

export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

const CELL_WIDTH_MAX = 60;
const COLUMN_GAP = '  ';
/** Control characters except tab and newline, the marks that turn the direction of reading, and other line ends. */
const UNSAFE = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu;

/** JSON escapes the others itself. */
const UNSAFE_IN_JSON = /[\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu;

/** Returns after the text is written. A caller that then records the text as shown records a fact. */
export const processStreams: Streams = {
  out: (text) => writeAll(process.stdout.fd, text),
  err: (text) => void process.stderr.write(text),
};

export function createOutput(isJson: boolean | undefined, streams: Streams = processStreams): Output {
  return {
    show: (value, text) => streams.out(`${isJson ? jsonText(value) : text}\n`),
    notice: (sentence) => streams.err(`${oneLine(sentence)}\n`),
    list(values, table) {
      if (isJson) for (const value of values) streams.out(`${jsonText(value)}\n`);
      else streams.out(values.length === 0 ? `${table.none}\n` : tableText(table.head, values.map(table.row)));
    },
  };
}

/** One line of JSON that is safe on a terminal too: the same value, with such characters as escapes. */
function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_IN_JSON, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Makes foreign text safe for a terminal. Removes control characters, which could rewrite the screen, and characters that turn the
 * direction of reading around. Line breaks and tabs stay.
 */
export function harmless(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(UNSAFE, '\uFFFD');
}

/** The same for names and titles: on one line. */
export function oneLine(text: string): string {
  return harmless(text).replace(/\s+/g, ' ').trim();
}

/** Only the first line begins at the margin, so that no message can look like several. */
export function messageText(message: ChatMessage): string {
  const { seq, agent_name, metadata, timestamp, unfinished, act, choices = [] } = message;
  const { kind, type } = kindsOf(metadata);
  const mark = act ? actMark(act) : (type ?? kind);
  const why = unfinished === undefined ? '' : ` (${oneLine(unfinished)})`;
  const marks = `${mark === null ? '' : ` (${oneLine(mark)})`}${why}${doubtText(message)}`;
  const offered = choices.map((each, index) => `\n    ${index + 1}) ${oneLine(each)}`).join('');
  return `[${seq}] ${timeText(timestamp)} ${oneLine(agent_name)}${marks}: ${harmless(contentText(message)).replaceAll('\n', '\n    ')}${offered}`;
}

function actMark({ outcome }: { outcome: string }): string {
  return outcome === 'done' ? 'act' : `act, ${outcome}`;
}

/** The differences between the home's facts about a sealed message and the sealed facts; empty without any. */
export function doubtText({ doubts = [] }: { doubts?: readonly string[] | undefined }): string {
  if (doubts.length === 0) return '';
  if (doubts.every((each) => each === 'author_not_proven')) return ' (author not proven)';
  return ` (NOT AS IT WAS SEALED: ${oneLine(doubts.join(', ').replaceAll('_', ' '))})`;
}

export function contentText({ content, sealed }: { content: string; sealed?: string | undefined }): string {
  if (sealed !== 'not sealed') return content;
  return content === '' ? '(not sealed: anyone at the home could have written this)' : `(not sealed) ${content}`;
}

/** In the time of the one who reads. */
export function timeText(time: string | number | null | undefined): string {
  const date = new Date(time ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => shortened(oneLine(cell))));
  const widths = head.map((_name, column) => Math.max(...lines.map((row) => widthOf(row[column] ?? ''))));
  const text = lines.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join(COLUMN_GAP)
      .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}

function shortened(cell: string): string {
  return widthOf(cell) <= CELL_WIDTH_MAX ? cell : `${startOf(cell, CELL_WIDTH_MAX - 1)}…`;
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell));
}
