// A message as Slack's exports have it.
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Message, Reaction } from '../../../src-shared/objects.ts';
import { readText } from '../../../src-shared/text/read.ts';
import type { WrittenFiles } from './files.ts';
import type { Moment } from './moment.ts';
import type { SlackIds } from './slack-ids.ts';
import { escapeSlack, quotedInSlack, slackOf } from './slack-text.ts';
import { choicesOf, countWords, quoteOf } from './words.ts';

export interface Writing {
  moment: Moment;
  files: WrittenFiles;
  ids: SlackIds;
  emojiName(emoji: string): string;
  /** The participants that were named so far. */
  named: Set<string>;
}

export type SlackMessage = object;

export function slackMessage(message: Message, ts: string, thread_ts: string | null, writing: Writing): SlackMessage {
  const { moment, files, ids, emojiName } = writing;
  const { author_id, edited_at, attachments, reactions, thread, thread_only } = message;
  const user = ids('U', author_id);
  const isRoot = thread_ts === ts;
  const isShownInRoom = thread_ts !== null && !isRoot && thread_only !== true;
  return {
    ...{ type: 'message', ...(isShownInRoom && { subtype: 'thread_broadcast' }), user, text: textOf(message, writing), ts },
    ...(thread_ts !== null && { thread_ts }),
    ...(isRoot && thread && { reply_count: thread.replies, reply_users: thread.author_ids.map((id) => ids('U', id)) }),
    ...(edited_at !== null && { edited: { user, ts: `${Math.floor(edited_at / 1_000)}.000000` } }),
    ...(reactions.length > 0 && { reactions: reactions.map((each) => slackReaction(each, ids, emojiName)) }),
    ...(attachments.length > 0 && { files: attachments.map((file) => slackFile(file, files, ids)) }),
    ...(moment.participant(author_id)?.kind === 'agent' && { username: moment.nameOf(author_id) }),
  };
}

function textOf(message: Message, { moment, ids }: Writing): string {
  const { content, mentions, thread_id, forwarded_from } = message;
  const { nameOf } = moment;
  const people = mentions.map((id) => ({ id, name: id.startsWith('@') ? id.slice(1) : nameOf(id) }));
  const parts: string[] = [];
  // Slack has answers in threads only.
  const answered = thread_id === undefined ? moment.answered(message) : null;
  if (answered) parts.push(quotedInSlack(escapeSlack(`${nameOf(answered.author_id)}: ${quoteOf(answered)}`)));
  if (forwarded_from) parts.push(escapeSlack(`Forwarded from ${forwarded_from.author_name}:`));
  const vote = message.kind === 'vote' ? moment.vote(message.id) : null;
  if (vote) {
    const rows = choicesOf(vote, nameOf).map(
      ({ option, votes }) => `• ${escapeSlack([option, countWords(votes)].filter((each) => each !== '').join(': '))}`,
    );
    parts.push(`*${escapeSlack(vote.title)}*`, ...rows);
  } else if (content !== '') parts.push(slackOf(readText(content, people), (id) => ids('U', id)));
  return parts.join('\n');
}

function slackReaction({ emoji, participant_ids }: Reaction, ids: SlackIds, emojiName: (emoji: string) => string): object {
  return { name: emojiName(emoji), users: participant_ids.map((id) => ids('U', id)), count: participant_ids.length };
}

/** The address is that of the entry: Slack's own exports have links there, which end. */
function slackFile(file: FileInfo, files: WrittenFiles, ids: SlackIds): object {
  const { id, type, size, created_at, by, sha256, width, height } = file;
  const name = file.name;
  const entry = files.pathOf(file);
  const seconds = Math.floor(created_at / 1_000);
  return {
    ...{ id: ids('F', id), created: seconds, timestamp: seconds, name, title: name, mimetype: type, user: ids('U', by), size, sha256 },
    ...{ mode: 'hosted', is_external: false, filetype: /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? 'binary' },
    ...(width !== null && height !== null && { original_w: width, original_h: height }),
    ...(entry === null ? { file_access: 'file_not_found' } : { url_private: entry, url_private_download: entry }),
  };
}

/** Slack's names of emoji. One without a name stays as it is. */
export async function emojiNames(): Promise<(emoji: string) => string> {
  const { default: codes } = await import('emojibase-data/en/shortcodes/iamcal.json');
  const names = new Map(
    Object.entries(codes).map(([hex, name]) => [hex.replaceAll('-FE0F', ''), Array.isArray(name) ? (name[0] ?? '') : name]),
  );
  return (emoji) => {
    const hex = Array.from(emoji, (char) => (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')).filter(
      (each) => each !== 'FE0F',
    );
    return names.get(hex.join('-')) ?? emoji;
  };
}
