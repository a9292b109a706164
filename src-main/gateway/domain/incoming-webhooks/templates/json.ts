// Messages of any program: `text`, `content` or `message`. The forms of Slack's and Discord's webhooks are read too, and messages of
// another Lanai.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../../src-shared/errors.ts';
import { textOfSlack } from '../../../store/imports/slack-text.ts';
import { isFields, listOf, objectOf, textIn, type Fields } from './fields.ts';
import { cut, fenced, lines, link, plain, webAddress, type Rendered } from './markdown.ts';

const NAME_CHARS_MAX = 60;
const SHOWN_CHARS_MAX = 3_000;
const SLACK_ONLY = ['attachments', 'blocks', 'icon_emoji', 'icon_url', 'mrkdwn', 'channel', 'link_names', 'unfurl_links'];

export function jsonMessage(fields: Fields): Rendered {
  if (textIn(fields, 'type')?.endsWith('.message.created') && isFields(fields.message)) return ofLanai(fields.message);
  const name = textIn(fields, 'username');
  const said = lines(textOf(fields), ...slackParts(fields), ...listOf(fields, 'embeds').map(embedText));
  if (said === '' && Object.keys(fields).length === 0)
    throw new AppError('invalid_payload', 'The message is empty: give it as text, content or message.');
  const content = said === '' ? fenced(cut(JSON.stringify(fields, null, 2), SHOWN_CHARS_MAX), 'json') : said;
  const choices = choicesIn(fields);
  return { content: lines(name === undefined ? null : `**${plain(name, NAME_CHARS_MAX)}**`, content), ...(choices && { choices }) };
}

/** A webhook out of another server. What a webhook posted there is not passed on: two servers would do it for ever. */
function ofLanai(message: Fields): Rendered {
  if (textIn(message, 'author_role') === 'webhook') return { skipped: 'A webhook posted that message: it is not passed on.' };
  const content = textIn(message, 'content');
  if (content === undefined) return { skipped: 'The message has no text.' };
  return { content: lines(`**${plain(textIn(message, 'agent_name') ?? 'Someone', NAME_CHARS_MAX)}**`, content) };
}

function choicesIn(fields: Fields): string[] | undefined {
  if (fields.choices === undefined || fields.choices === null) return undefined;
  const { data, error } = z.safeParse(COMMANDS.send_message.request.shape.choices, fields.choices);
  if (error) throw new AppError('invalid_payload', `choices: ${error.issues[0]?.message ?? 'not a list of short texts'}`);
  return data ?? undefined;
}

function textOf(fields: Fields): string | null {
  const text = textIn(fields, 'text');
  const isSlack = text !== undefined && (SLACK_ONLY.some((name) => Object.hasOwn(fields, name)) || /<https?:[^<>\s|]+\|/.test(text));
  return (isSlack ? slackText(text) : text) ?? textIn(fields, 'content', 'message') ?? null;
}

function slackText(text: string): string {
  return textOfSlack(text, { person: () => null, room: () => null }).content;
}

function slackParts(fields: Fields): string[] {
  const hasText = textIn(fields, 'text') !== undefined;
  // The text of a message with blocks is what a notification shows of them.
  const blocks = hasText ? [] : listOf(fields, 'blocks').map(blockText);
  return [...blocks, ...listOf(fields, 'attachments').map(attachmentText)];
}

function blockText(block: Fields): string {
  const texts = [objectOf(block, 'text'), ...listOf(block, 'fields'), ...listOf(block, 'elements')];
  const shown = texts.flatMap((each) => textIn(each, 'text') ?? []).map(slackText);
  return block.type === 'header' ? shown.map((each) => `**${each}**`).join('\n') : shown.join('\n');
}

function attachmentText(attachment: Fields): string {
  const title = textIn(attachment, 'title');
  const text = textIn(attachment, 'text');
  const shown = lines(
    slackText(textIn(attachment, 'pretext') ?? ''),
    title === undefined ? null : `**${link(title, textIn(attachment, 'title_link'))}**`,
    text === undefined ? null : slackText(text),
    ...listOf(attachment, 'fields').map((field) => pair(textIn(field, 'title'), slackText(textIn(field, 'value') ?? ''))),
    ...listOf(attachment, 'blocks').map(blockText),
  );
  return shown === '' ? slackText(textIn(attachment, 'fallback') ?? '') : shown;
}

function embedText(embed: Fields): string {
  const title = textIn(embed, 'title');
  const author = textIn(objectOf(embed, 'author'), 'name');
  const footer = textIn(objectOf(embed, 'footer'), 'text');
  const image = webAddress(textIn(objectOf(embed, 'image'), 'url'));
  return lines(
    author === undefined ? null : plain(author),
    title === undefined ? null : `**${link(title, textIn(embed, 'url'))}**`,
    textIn(embed, 'description') ?? null,
    ...listOf(embed, 'fields').map((field) => pair(textIn(field, 'name'), textIn(field, 'value') ?? '')),
    image,
    footer === undefined ? null : `*${plain(footer)}*`,
  );
}

function pair(name: string | undefined, value: string): string {
  return name === undefined ? value : `**${plain(name)}:** ${value}`;
}
