// The lines of a diff by their sign. The sign stays in the text: colour alone says nothing.

export type DiffSign = 'added' | 'removed' | 'hunk' | 'file';

const FILE = /^(?:diff |Index: |index [\da-f]{4,}|(?:new|deleted) file mode |(?:old|new) mode |rename (?:from|to) |similarity index )/;

/** Null for a line of context. */
export function diffSigns(lines: readonly string[]): (DiffSign | null)[] {
  return lines.map((line, at) => {
    if (line.startsWith('@@')) return 'hunk';
    const isPair = (isOld(line) && isNew(lines[at + 1])) || (isNew(line) && isOld(lines[at - 1]));
    if (isPair || FILE.test(line)) return 'file';
    if (line.startsWith('+')) return 'added';
    return line.startsWith('-') ? 'removed' : null;
  });
}

function isOld(line: string | undefined): boolean {
  return line?.startsWith('--- ') ?? false;
}

function isNew(line: string | undefined): boolean {
  return line?.startsWith('+++ ') ?? false;
}
