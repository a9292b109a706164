// One of several things, as a person or an agent names it.
import { Failure } from './failure.ts';

export interface Choice<T> {
  value: T;
  text: string;
  /** Other ways to name it, to be given exactly: its id, its number. */
  also: readonly string[];
}

/** By its text, by its id or number, or by a part of its text that no other has. Throws Failure that tells what there is. */
export function pick<T>(what: string, choices: readonly Choice<T>[], wanted: string): T {
  const word = fold(wanted);
  const matches = [
    choices.filter(({ text }) => fold(text) === word),
    choices.filter(({ also }) => also.includes(wanted.trim())),
    word === '' ? [] : choices.filter(({ text }) => fold(text).includes(word)),
  ].find((each) => each.length > 0);
  const [first, ...others] = matches ?? [];
  const listed = (all: readonly Choice<T>[]): string => all.map(({ text, also }) => `${also[0] ?? ''} ${text}`.trim()).join('; ');
  if (!first)
    throw new Failure(`There is no ${what} "${wanted}"${choices.length > 0 ? `, but: ${listed(choices.slice(0, 10))}` : ' here'}.`);
  if (others.length > 0) throw new Failure(`"${wanted}" is more than one ${what}: ${listed([first, ...others])}.`);
  return first.value;
}

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
