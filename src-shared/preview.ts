// A message as one short line of words, where it is quoted and in notifications: what Markdown adds is taken off.
const PREVIEW_CHARS_MAX = 140;
/** Enough to fill the preview; the patterns below never see more of a long message. */
const READ_CHARS_MAX = 2_000;

const MARKDOWN: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*(?:`{3,}|~{3,}).*$/gm, ''],
  [/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1'],
  [/<((?:https?|mailto):[^>\s]+)>/g, '$1'],
  [/^[ \t]*(?:#{1,6}|>+|[-*+]|\d+[.)])[ \t]+/gm, ''],
  [/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, ''],
  [/(\*\*|__|~~)(?=\S)(.+?)\1/g, '$2'],
  [/(?<![\w*])([*_])(?=\S)([^*_\n]+)\1(?![\w*])/g, '$2'],
  [/`([^`\n]*)`/g, '$1'],
];

export function previewText(markdown: string): string {
  const text = withoutMarkdown(markdown).replace(/\s+/g, ' ').trim();
  const characters = [...text];
  return characters.length <= PREVIEW_CHARS_MAX
    ? text
    : `${characters
        .slice(0, PREVIEW_CHARS_MAX - 1)
        .join('')
        .trimEnd()}…`;
}

/** The words of what is written, in their lines, of the first 2,000 characters. */
export function withoutMarkdown(markdown: string): string {
  let text = markdown.slice(0, READ_CHARS_MAX);
  for (const [pattern, replacement] of MARKDOWN) text = text.replace(pattern, replacement);
  return text;
}
