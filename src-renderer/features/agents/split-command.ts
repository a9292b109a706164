/** The words of a command. Quotes keep spaces; between double quotes a backslash keeps a quote. */
export function splitCommand(line: string): string[] {
  const words = line.matchAll(/(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s"']+)+/g);
  return [...words].map(([word]) =>
    word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_all, double?: string, single?: string) =>
      double === undefined ? (single ?? '') : double.replaceAll(/\\(["\\])/g, '$1'),
    ),
  );
}

/** The command that has these words. */
export function joinCommand(words: readonly string[]): string {
  return words.map((word) => (/^[^\s"']+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`)).join(' ');
}
