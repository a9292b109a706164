// Just enough colour for the short programs of the connect dialog: comments, strings and a few words.

export interface CodeToken {
  kind: 'plain' | 'comment' | 'string' | 'word';
  text: string;
}

const TOKENS =
  /(?<comment>(?<=^|\s)#[^\n]*|(?<=^|\s)\/\/[^\n]*)|(?<string>"(?:[^"\\\n]|\\.)*")|(?<word>\b(?:import|from|def|for|in|if|elif|const|of|await)\b)/gm;

export function codeTokens(code: string): CodeToken[] {
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: code.slice(end, match.index) });
    const kind = match.groups?.['comment'] !== undefined ? 'comment' : match.groups?.['string'] !== undefined ? 'string' : 'word';
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) tokens.push({ kind: 'plain', text: code.slice(end) });
  return tokens;
}
