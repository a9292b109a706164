// Slack's mrkdwn, as Markdown.
import { emojiCalled } from './emoji-names.ts';

export interface SlackNames {
  person(id: string): string | null;
  room(id: string): string | null;
}

export interface SlackText {
  content: string;
  /** Ids of the people whom it mentions. */
  mentions: string[];
}

const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;
const TOKEN = /<([^<>\n]+)>/g;
const BOLD = /(^|[\s([{"'>_~])\*(?!\s)([^*\n]+?)(?<!\s)\*(?=$|[\s)\]}"'.,:;!?<_~])/gm;
const STRUCK = /(^|[\s([{"'>_*])~(?!\s)([^~\n]+?)(?<!\s)~(?=$|[\s)\]}"'.,:;!?<_*])/gm;
const EMOJI = /:([a-z0-9_+-]+(?:::skin-tone-[2-6])?):/g;

export function textOfSlack(text: string, names: SlackNames): SlackText {
  const mentions = new Set<string>();
  const parts = text.split(CODE).map((part, index) => (index % 2 === 1 ? code(part) : prose(part, names, mentions)));
  return { content: parts.join(''), mentions: [...mentions] };
}

function code(part: string): string {
  const plain = unescaped(part.replace(TOKEN, (_, token: string) => token.split('|').at(-1) ?? token));
  if (!plain.startsWith('```')) return plain;
  // A fence stands on a line of its own in Markdown.
  const inner = plain.slice(3, -3).replace(/^\n|\n$/g, '');
  return `\n\`\`\`\n${inner}\n\`\`\`\n`;
}

function prose(part: string, names: SlackNames, mentions: Set<string>): string {
  const marked = part
    .replace(/^#/gm, '\\#')
    .replace(BOLD, '$1**$2**')
    .replace(STRUCK, '$1~~$2~~')
    .replace(EMOJI, (whole, name: string) => emojiCalled(name) ?? whole)
    .replace(TOKEN, (_, token: string) => tokenText(token, names, mentions));
  return unescaped(marked);
}

function tokenText(token: string, names: SlackNames, mentions: Set<string>): string {
  const at = token.indexOf('|');
  const target = at === -1 ? token : token.slice(0, at);
  const label = at === -1 ? null : token.slice(at + 1);
  const id = target.slice(1);
  if (target.startsWith('@')) {
    const name = names.person(id);
    if (name !== null) mentions.add(id);
    return `@${name ?? label ?? id}`;
  }
  if (target.startsWith('#')) return `#${names.room(id) ?? label ?? id}`;
  if (target.startsWith('!')) return groupText(id, label);
  const address = target.replace(/^mailto:/, '');
  return label === null || label === address ? address : `[${label.replace(/[[\]]/g, '\\$&')}](${target})`;
}

function groupText(id: string, label: string | null): string {
  if (id === 'here') return '@here';
  if (id === 'channel' || id === 'everyone') return '@everyone';
  return label ?? id;
}

/** Ampersands last: `&amp;lt;` is `&lt;`. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
