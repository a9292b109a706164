/** From a character to the characters that it looks like (Unicode Technical Standard 39). */
export function readConfusables(): Readonly<Record<string, string>>;
