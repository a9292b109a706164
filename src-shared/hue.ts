import { Hue } from './profile.ts';

const HUES = Hue.options;

/** The colour of a participant that has chosen none. */
export function hueOf(id: string): Hue {
  let hash = 2_166_136_261;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 16_777_619);
  // FNV's low bits alone are uneven for ids that differ in their last letters.
  const mixed = (hash ^ (hash >>> 15)) >>> 0;
  return HUES[mixed % HUES.length] ?? 'teal';
}

export interface Coloured {
  id: string;
  color: Hue | null;
}

/** For a new participant: null when the colour that follows from the id is used least; else the next one of those that are. */
export function freeHue(id: string, others: readonly Coloured[]): Hue | null {
  const uses = new Map<Hue, number>(HUES.map((hue) => [hue, 0]));
  for (const other of others) {
    const hue = other.color ?? hueOf(other.id);
    uses.set(hue, (uses.get(hue) ?? 0) + 1);
  }
  const least = Math.min(...uses.values());
  const own = HUES.indexOf(hueOf(id));
  const found = [...HUES.slice(own), ...HUES.slice(0, own)].find((hue) => uses.get(hue) === least);
  return found === undefined || found === HUES[own] ? null : found;
}
