// The id that an agent gets by its name, so that it is known again the next time. Every program makes it here: the command, the
// snippets and the home, for requests that bring a name.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const HASH_CHARS = 8;

/** The ids of the agents of keys, for requests that name no agent, begin with it. No other agent has such an id. */
export const KEY_AGENT = 'key-';

/**
 * Short enough to type, in the letters of commands and file names. Case and the signs between words do not count. When more is
 * lost, a hash of the name keeps two names apart. A name with none of these letters is its own id. The ids of keys are kept free.
 */
export function agentIdOf(name: string): string {
  const whole = name.trim().normalize('NFC').toLowerCase();
  const plain = joined(whole.normalize('NFKD').replace(/\p{M}/gu, ''), /[^a-z0-9]+/g);
  if (plain === '') return whole;
  const hashed = `${plain}-${bytesToHex(sha256(utf8ToBytes(whole))).slice(0, HASH_CHARS)}`;
  if (plain.startsWith(KEY_AGENT)) return `agent-${hashed}`;
  return plain === joined(whole, /[\s_-]+/g) ? plain : hashed;
}

/** An id as part of a file's name. */
export function agentFile(id: string): string {
  return joined(id, /[^\p{L}\p{M}\p{N}_]+/gu) || 'agent';
}

function joined(text: string, between: RegExp): string {
  return text.replace(between, '-').replace(/^-+|-+$/g, '');
}
