// A time as people write it: "in 20 minutes", "2h", "tomorrow 9:00", "monday 14:30", "2026-12-24 18:00". By the clock of this device.
import { tomorrowMorning } from '../../src-shared/notify/quiet.ts';

export interface When {
  at: number;
  /** The text behind the time. */
  rest: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const UNITS_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS };
const UNITS_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7 };
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const TONIGHT = { hour: 20, minute: 0 };

const UNIT = '(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)';
const SPAN = new RegExp(`^(?:in\\s+|for\\s+)?(\\d{1,4}|an?)\\s*${UNIT}(?:\\s*(\\d{1,2})\\s*(?:m|mins?|minutes?))?(?=\\s|$)`, 'i');
const HALF_AN_HOUR = /^(?:in\s+|for\s+)?half\s+an\s+hour(?=\s|$)/i;
const DATE = /^(?:(?:on|until)\s+)?(\d{4})-(\d{1,2})-(\d{1,2})(?=\s|$)/i;
const DAY = /^(?:(?:on|until|next)\s+)*(today|tonight|tomorrow|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?)(?=\s|$)/i;
const CLOCK = /^(?:(?:at|until)\s+)?(?:(\d{1,2})[:.](\d{2})\s*([ap]m)?|(\d{1,2})\s*([ap]m))(?=\s|$)/i;

interface Clock {
  hour: number;
  minute: number;
}

/** The time at the start of the text; null when there is none, or no such day. It may have passed. */
export function readWhen(text: string, now: number): When | null {
  const words = text.trim();
  return span(words, now) ?? date(words) ?? day(words, now) ?? clockOnly(words, now);
}

function span(text: string, now: number): When | null {
  const half = HALF_AN_HOUR.exec(text);
  if (half) return { at: now + 30 * MINUTE_MS, rest: behind(text, half) };
  const found = SPAN.exec(text);
  if (!found) return null;
  const [, amount = '', unit = '', minutes = '0'] = found;
  const count = /^an?$/i.test(amount) ? 1 : Number(amount);
  const letter = unit.charAt(0).toLowerCase();
  const days = UNITS_DAYS[letter];
  const start = days === undefined ? now + count * (UNITS_MS[letter] ?? 0) : daysLater(now, count * days);
  return { at: start + Number(minutes) * MINUTE_MS, rest: behind(text, found) };
}

/** The same time of day, also when a clock changes in between. */
function daysLater(now: number, days: number): number {
  const then = new Date(now);
  return then.setDate(then.getDate() + days);
}

function date(text: string): When | null {
  const found = DATE.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, dayOfMonth = 0] = found.slice(1).map(Number);
  const then = new Date(year, month - 1, dayOfMonth);
  if (then.getMonth() !== month - 1 || then.getDate() !== dayOfMonth) return null;
  return withClock(then, behind(text, found));
}

function day(text: string, now: number): When | null {
  const found = DAY.exec(text);
  if (!found) return null;
  const name = (found[1] ?? '').toLowerCase();
  const rest = behind(text, found);
  const then = new Date(now);
  if (name === 'tonight') return withClock(then, rest, TONIGHT);
  // "Today" without a time says no more than now.
  if (name === 'today') return readClock(rest) ? withClock(then, rest) : null;
  then.setDate(then.getDate() + (name === 'tomorrow' ? 1 : daysUntil(name, then.getDay())));
  return withClock(then, rest);
}

/** Of today's weekday, the one in a week. */
function daysUntil(name: string, today: number): number {
  const wanted = WEEKDAYS.findIndex((weekday) => weekday.startsWith(name.slice(0, 3)));
  return ((wanted - today + 6) % 7) + 1;
}

/** Today, or tomorrow when it has passed today. */
function clockOnly(text: string, now: number): When | null {
  if (!readClock(text)) return null;
  const today = withClock(new Date(now), text);
  if (today.at > now) return today;
  return withClock(new Date(daysLater(now, 1)), text);
}

function withClock(then: Date, text: string, otherwise?: Clock): When {
  const found = readClock(text);
  const clock = found ?? otherwise;
  if (!clock) return { at: tomorrowMorning(new Date(then).setDate(then.getDate() - 1)), rest: text };
  return { at: new Date(then).setHours(clock.hour, clock.minute, 0, 0), rest: found ? found.rest : text };
}

function readClock(text: string): (Clock & { rest: string }) | null {
  const found = CLOCK.exec(text);
  if (!found) return null;
  const [, hours, minutes = '0', half, wholeHours, otherHalf] = found;
  const said = Number(hours ?? wholeHours);
  const halfDay = (half ?? otherHalf)?.toLowerCase();
  const minute = Number(minutes);
  if (minute > 59 || (halfDay === undefined ? said > 23 : said < 1 || said > 12)) return null;
  const hour = halfDay === undefined ? said : (said % 12) + (halfDay === 'pm' ? 12 : 0);
  return { hour, minute, rest: behind(text, found) };
}

function behind(text: string, { 0: found }: RegExpExecArray): string {
  return text.slice(found.length).trim();
}
