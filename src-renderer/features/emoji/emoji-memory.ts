// Which emoji were used last, and the skin tone that was chosen, on this device.

export interface EmojiMemory {
  recent: readonly string[];
  /** 0: yellow, to 5. */
  tone: number;
}

const KEY = 'lanai.emoji';
const RECENT_MAX = 32;
const QUICK: readonly string[] = ['👍', '❤️', '😂', '🎉', '👀', '✅'];

export function loadEmojiMemory(storage: Storage): EmojiMemory {
  const saved = parsed(storage.getItem(KEY));
  const recent = Array.isArray(saved['recent']) ? saved['recent'].filter((each) => typeof each === 'string') : [];
  const tone = typeof saved['tone'] === 'number' && saved['tone'] >= 0 && saved['tone'] <= 5 ? Math.floor(saved['tone']) : 0;
  return { recent: recent.slice(0, RECENT_MAX), tone };
}

export function rememberEmoji(storage: Storage, char: string): void {
  const { recent, tone } = loadEmojiMemory(storage);
  save(storage, { recent: [char, ...recent.filter((each) => each !== char)].slice(0, RECENT_MAX), tone });
}

export function rememberTone(storage: Storage, tone: number): void {
  save(storage, { ...loadEmojiMemory(storage), tone });
}

/** For a reaction with one press: those used last, then the usual ones. */
export function quickEmoji(storage: Storage): string[] {
  return [...new Set([...loadEmojiMemory(storage).recent, ...QUICK])].slice(0, QUICK.length);
}

function save(storage: Storage, memory: EmojiMemory): void {
  try {
    storage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // The storage is full: the usual ones are there anyway.
  }
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
