// Tells sound from film in containers that can hold both. WebM: RFC 9559, with elements as in RFC 8794. MP4: ISO/IEC 14496-12.

export interface Tracks {
  hasSound: boolean;
  hasFilm: boolean;
}

/** The type of a recording without pictures; null when it has pictures, or when the sample does not show its tracks. */
export function soundType(mime: string, sample: Uint8Array): string | null {
  if (mime !== 'video/webm' && mime !== 'video/mp4') return null;
  const { hasSound, hasFilm } = mime === 'video/webm' ? tracksOfWebm(sample) : tracksOfMp4(sample);
  return hasSound && !hasFilm ? mime.replace('video', 'audio') : null;
}

const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_TYPE = 0x83;
const WITH_CHILDREN: ReadonlySet<number> = new Set([SEGMENT, TRACKS, TRACK_ENTRY]);
const FILM = 1;
const SOUND = 2;

function tracksOfWebm(sample: Uint8Array): Tracks {
  const tracks: Tracks = { hasSound: false, hasFilm: false };
  let at = 0;
  while (at < sample.length) {
    const id = readNumber(sample, at, true);
    const size = id && readNumber(sample, at + id.bytes, false);
    if (!id || !size) break;
    const start = at + id.bytes + size.bytes;
    if (id.value === TRACK_TYPE) {
      if (sample[start] === FILM) tracks.hasFilm = true;
      if (sample[start] === SOUND) tracks.hasSound = true;
    }
    // The elements inside these are read as if they followed. A segment of a live recording has no size.
    at = WITH_CHILDREN.has(id.value) ? start : start + size.value;
  }
  return tracks;
}

/** A number of variable length: the zeros before its first bit say how many bytes follow. An id keeps that bit. */
function readNumber(sample: Uint8Array, at: number, keepsMark: boolean): { value: number; bytes: number } | null {
  const first = sample[at] ?? 0;
  if (first === 0) return null;
  const bytes = Math.clz32(first) - 23;
  if (at + bytes > sample.length) return null;
  let value = keepsMark ? first : first & (0xff >> bytes);
  for (let index = 1; index < bytes; index += 1) value = value * 256 + (sample[at + index] ?? 0);
  return { value, bytes };
}

/** After the name of the box: version and flags, then four bytes without a meaning. */
const HANDLER_OFFSET = 12;

function tracksOfMp4(sample: Uint8Array): Tracks {
  const text = new TextDecoder('latin1').decode(sample);
  const handlers = [...text.matchAll(/hdlr/g)].map(({ index }) => text.slice(index + HANDLER_OFFSET, index + HANDLER_OFFSET + 4));
  return { hasSound: handlers.includes('soun'), hasFilm: handlers.includes('vide') };
}
