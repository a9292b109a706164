// Secrets by their look: links into the home, sessions and keys begin with a prefix and 256 random bits.

const SECRET = /(?:inv|own|ses|lan|whk)_[\w-]{40,}/;

export function hasSecret(text: string): boolean {
  return SECRET.test(text);
}
