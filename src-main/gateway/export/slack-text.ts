// A message in Slack's mrkdwn, from what the app reads in its text.
import type { Block, Inline, ListItem } from '../../../src-shared/text/tree.ts';

/** Slack's id of a participant. */
type IdOf = (id: string) => string;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export function escapeSlack(text: string): string {
  return text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? char);
}

export function slackOf(blocks: readonly Block[], idOf: IdOf): string {
  return blocks.map((block) => blockOf(block, idOf)).join('\n\n');
}

function blockOf(block: Block, idOf: IdOf): string {
  switch (block.kind) {
    case 'paragraph':
      return inlinesOf(block.content, idOf);
    case 'heading':
      return `*${inlinesOf(block.content, idOf)}*`;
    case 'code':
      return `\`\`\`${escapeSlack(block.code)}\`\`\``;
    case 'math':
      return `\`\`\`${escapeSlack(block.tex)}\`\`\``;
    case 'quote':
      return quotedInSlack(slackOf(block.blocks, idOf));
    case 'list':
      return block.items.map((item) => itemOf(item, idOf)).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map((cell) => inlinesOf(cell, idOf)).join(' | ')).join('\n');
    case 'rule':
      return '———';
  }
}

export function quotedInSlack(text: string): string {
  return text
    .split('\n')
    .map((line) => `&gt; ${line}`)
    .join('\n');
}

function itemOf({ number, isDone, blocks }: ListItem, idOf: IdOf): string {
  const mark = number === null ? '•' : `${number}.`;
  const done = isDone === null ? '' : isDone ? '☑ ' : '☐ ';
  return `${mark} ${done}${slackOf(blocks, idOf).replaceAll('\n', '\n    ')}`;
}

function inlinesOf(content: readonly Inline[], idOf: IdOf): string {
  return content.map((inline) => inlineOf(inline, idOf)).join('');
}

function inlineOf(inline: Inline, idOf: IdOf): string {
  switch (inline.kind) {
    case 'text':
      return escapeSlack(inline.text);
    case 'mention':
      return mentionOf(inline.ids, inline.text, idOf);
    case 'code':
      return `\`${escapeSlack(inline.code)}\``;
    case 'math':
      return `\`${escapeSlack(inline.tex)}\``;
    case 'strong':
      return `*${inlinesOf(inline.content, idOf)}*`;
    case 'emphasis':
      return `_${inlinesOf(inline.content, idOf)}_`;
    case 'deleted':
      return `~${inlinesOf(inline.content, idOf)}~`;
    case 'link': {
      const words = inlinesOf(inline.content, idOf);
      if (inline.address === null) return `${escapeSlack(inline.opening)}${words}${escapeSlack(inline.closing)}`;
      const address = inline.address.replace(/[<>|]/g, encodeURIComponent).replaceAll('&', '&amp;');
      return words === address ? `<${address}>` : `<${address}|${words.replace(/[<>|]/g, '')}>`;
    }
  }
}

function mentionOf(ids: readonly string[], text: string, idOf: IdOf): string {
  const [id] = ids;
  if (id === '@everyone') return '<!everyone>';
  if (id === '@here') return '<!here>';
  return ids.length === 1 && id !== undefined && !id.startsWith('@') ? `<@${idOf(id)}>` : escapeSlack(text);
}
