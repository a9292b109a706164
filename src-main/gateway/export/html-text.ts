// A message as HTML, from what the app reads in its text.
import type { Block, Inline } from '../../../src-shared/text/tree.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** As text, and as the value of an attribute in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

export function htmlOf(blocks: readonly Block[]): string {
  return blocks.map(blockOf).join('');
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlinesOf(block.content)}</p>`;
    case 'heading':
      // The headings of the page are its days.
      return `<p class="heading">${inlinesOf(block.content)}</p>`;
    case 'code':
      return `<pre tabindex="0"><code>${escapeHtml(block.code)}</code></pre>`;
    case 'math':
      return `<pre tabindex="0"><code>${escapeHtml(block.tex)}</code></pre>`;
    case 'quote':
      return `<blockquote>${htmlOf(block.blocks)}</blockquote>`;
    case 'list': {
      const tag = block.isOrdered ? 'ol' : 'ul';
      const items = block.items.map(({ number, isDone, blocks }) => {
        const value = number === null ? '' : ` value="${number}"`;
        return `<li${value}>${isDone === null ? '' : isDone ? '☑ ' : '☐ '}${htmlOf(blocks)}</li>`;
      });
      return `<${tag}>${items.join('')}</${tag}>`;
    }
    case 'table': {
      const row = (cells: readonly (readonly Inline[])[], tag: string): string =>
        `<tr>${cells.map((cell) => `<${tag}>${inlinesOf(cell)}</${tag}>`).join('')}</tr>`;
      const rows = block.rows.map((cells) => row(cells, 'td')).join('');
      return `<div class="table" tabindex="0"><table><thead>${row(block.head, 'th')}</thead><tbody>${rows}</tbody></table></div>`;
    }
    case 'rule':
      return '<hr>';
  }
}

function inlinesOf(content: readonly Inline[]): string {
  return content.map(inlineOf).join('');
}

function inlineOf(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escapeHtml(inline.text).replaceAll('\n', '<br>');
    case 'mention':
      return `<b class="mention">${escapeHtml(inline.text)}</b>`;
    case 'code':
      return `<code>${escapeHtml(inline.code)}</code>`;
    case 'math':
      return `<code>${escapeHtml(inline.tex)}</code>`;
    case 'strong':
      return `<strong>${inlinesOf(inline.content)}</strong>`;
    case 'emphasis':
      return `<em>${inlinesOf(inline.content)}</em>`;
    case 'deleted':
      return `<del>${inlinesOf(inline.content)}</del>`;
    case 'link':
      return inline.address === null || !/^(?:https?|mailto):/i.test(inline.address)
        ? `${escapeHtml(inline.opening)}${inlinesOf(inline.content)}${escapeHtml(inline.closing)}`
        : `<a href="${escapeHtml(inline.address)}" rel="noopener noreferrer nofollow">${inlinesOf(inline.content)}</a>`;
  }
}
