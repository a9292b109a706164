// An export as Markdown: a document for each room. Each message is a quote below a line that says whose it is.
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { readText } from '../../../src-shared/text/read.ts';
import { writeFiles, type WrittenFiles } from './files.ts';
import type { ExportCounts } from './job.ts';
import { markdownOf, plain } from './markdown-text.ts';
import type { ExportedRoom, Moment } from './moment.ts';
import { slugOf } from './names.ts';
import type { Sink } from './sink.ts';
import { choicesOf, countWords, dayOf, dayWords, kindWords, quoteOf, scopeWords, sizeWords, taskWords, timeWords } from './words.ts';

export async function writeMarkdown(moment: Moment, sink: Sink): Promise<ExportCounts> {
  const files = await writeFiles(moment, sink);
  const all = moment.rooms.map((exported, index) => ({ exported, entry: `rooms/${index + 1}-${slugOf(exported.name, 'room')}.md` }));
  await sink.add('index.md', [
    `# ${line(moment.home.name)}\n\n${scopeWords(moment).map(plain).join('  \n')}\n\n`,
    ...all.map(({ exported, entry }) => `- [${line(exported.name)}](${entry})\n`),
  ]);
  let messages = 0;
  for (const { exported, entry } of all) {
    await sink.add(entry, roomDocument(moment, files, exported));
    messages += moment.seqs(exported.room.id).length;
  }
  return { rooms: all.length, messages, files: files.count, missing: files.missing.length, encrypted_rooms: moment.encryptedRooms };
}

/** A text of a user in one line. */
function line(text: string): string {
  return plain(text.replace(/\s+/gu, ' ').trim());
}

function* roomDocument(moment: Moment, files: WrittenFiles, { room, name }: ExportedRoom): Generator<string> {
  yield `# ${line(name)}\n`;
  for (const words of [room.topic, room.description]) if (words !== null) yield `\n${quoted(plain(words))}\n`;
  const page = moment.page(room.id);
  if (page) yield `\n## The page of the room\n\n${quoted(markdownOf(readText(page.content)))}\n`;
  yield* tasksOf(moment, room.id);
  let day = '';
  for (const message of moment.messages(room.id, 'seq')) {
    const itsDay = dayOf(message.created_at);
    if (itsDay !== day) yield `\n## ${dayWords(message.created_at)}\n`;
    day = itsDay;
    yield messageText(moment, files, message);
  }
}

function* tasksOf(moment: Moment, roomId: string): Generator<string> {
  let isFirst = true;
  for (const task of moment.tasks(roomId)) {
    if (isFirst) yield '\n## Tasks\n\n';
    isFirst = false;
    yield `- [${task.status === 'completed' ? 'x' : ' '}] ${line(task.title)} (${line(taskWords(task, moment.nameOf))})\n`;
  }
}

function messageText(moment: Moment, files: WrittenFiles, message: Message): string {
  const { nameOf } = moment;
  const { author_id, created_at, edited_at, forwarded_from, attachments, reactions } = message;
  const answered = moment.answered(message);
  const facts = [
    timeWords(created_at),
    kindWords(message),
    message.by_program === true ? 'by a program' : null,
    message.thread_only === true ? 'in a thread' : null,
    forwarded_from ? `forwarded from ${forwarded_from.author_name}` : null,
    edited_at === null ? null : 'edited',
  ].filter((each) => each !== null);
  const parts = [
    `\n**${line(nameOf(author_id))}** ${line(facts.join(', '))}\n`,
    answered === null ? null : `\nIn answer to ${line(`${nameOf(answered.author_id)}: ${quoteOf(answered)}`)}\n`,
    message.kind === 'vote'
      ? voteText(moment, message)
      : message.content === ''
        ? null
        : `\n${quoted(markdownOf(readText(message.content)))}\n`,
    attachments.length === 0 ? null : `\n${attachments.map((file) => fileText(files, file)).join('')}`,
    reactions.length === 0
      ? null
      : `\n${reactions.map(({ emoji, participant_ids }) => `${line(emoji)} ${line(participant_ids.map(nameOf).join(', '))}`).join(' · ')}\n`,
  ];
  return parts.filter((part) => part !== null).join('');
}

/** Nothing that a user wrote leaves the quote. */
function quoted(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((each) => (each === '' ? '>' : `> ${each}`))
    .join('\n');
}

function voteText(moment: Moment, { id, content }: Message): string {
  const vote = moment.vote(id);
  if (!vote) return `\n${quoted(plain(content))}\n`;
  const rows = choicesOf(vote, moment.nameOf).map(({ option, votes, names }) => {
    const result = [countWords(votes), line(names.join(', '))].filter((each) => each !== '').join(': ');
    return `> - ${line(option)}${result === '' ? '' : ` (${result})`}`;
  });
  return `\n> **${line(vote.title)}**${vote.closed_at === null ? ' (open)' : ''}\n>\n${rows.join('\n')}\n`;
}

function fileText(files: WrittenFiles, file: FileInfo): string {
  const entry = files.pathOf(file);
  const name = line(file.name);
  return entry === null ? `- ${name} (this file was not there)\n` : `- [${name}](../${entry}) (${sizeWords(file.size)})\n`;
}
