// An export as pages that a browser opens from the disk, without a network and without scripts.
import type { Message } from '../../../src-shared/objects.ts';
import { kindOfFile, type FileInfo } from '../../../src-shared/files.ts';
import { readText } from '../../../src-shared/text/read.ts';
import { writeFiles, type WrittenFiles } from './files.ts';
import { escapeHtml, htmlOf } from './html-text.ts';
import { STYLE } from './html-style.ts';
import type { ExportCounts } from './job.ts';
import type { ExportedRoom, Moment } from './moment.ts';
import { slugOf } from './names.ts';
import type { Sink } from './sink.ts';
import { choicesOf, countWords, dayOf, dayWords, kindWords, quoteOf, scopeWords, sizeWords, taskWords, timeWords } from './words.ts';

/** A page of more is slow to open. */
const MESSAGES_ON_PAGE = 1_000;
/** Nothing is loaded but what lies beside the page, and no script runs, whatever a text or a file holds. */
const POLICY =
  "default-src 'none'; style-src 'self' file:; img-src 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'";

interface Pages {
  exported: ExportedRoom;
  base: string;
  seqs: readonly number[];
  count: number;
}

export async function writeHtml(moment: Moment, sink: Sink): Promise<ExportCounts> {
  const files = await writeFiles(moment, sink);
  await sink.add('style.css', [STYLE]);
  const all = moment.rooms.map((exported, index): Pages => {
    const seqs = moment.seqs(exported.room.id);
    return {
      exported,
      base: `rooms/${index + 1}-${slugOf(exported.name, 'room')}`,
      seqs,
      count: Math.max(1, Math.ceil(seqs.length / MESSAGES_ON_PAGE)),
    };
  });
  await sink.add('index.html', indexPage(moment, all));
  for (const pages of all) {
    const messages = moment.messages(pages.exported.room.id, 'seq')[Symbol.iterator]();
    for (let page = 1; page <= pages.count; page += 1)
      await sink.add(pageName(pages, page), roomPage(moment, files, pages, page, messages));
  }
  return {
    rooms: all.length,
    messages: all.reduce((sum, { seqs }) => sum + seqs.length, 0),
    ...{ files: files.count, missing: files.missing.length, encrypted_rooms: moment.encryptedRooms },
  };
}

function pageName({ base }: Pages, page: number): string {
  return page === 1 ? `${base}.html` : `${base}-${page}.html`;
}

/** As it is linked to from another page of a room. */
function besides(pages: Pages, page: number): string {
  return pageName(pages, page).slice('rooms/'.length);
}

function pageOf({ seqs }: Pages, seq: number): number {
  let low = 0;
  for (let high = seqs.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((seqs[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return Math.floor(low / MESSAGES_ON_PAGE) + 1;
}

function head(title: string, root: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${root}style.css">
</head>
<body>
`;
}

function* indexPage(moment: Moment, all: readonly Pages[]): Generator<string> {
  const { home } = moment;
  yield head(home.name, '');
  yield `<main><h1 dir="auto">${escapeHtml(home.name)}</h1>\n`;
  for (const words of scopeWords(moment)) yield `<p class="about">${escapeHtml(words)}</p>\n`;
  yield '<ul class="rooms">\n';
  for (const pages of all) {
    const { room, name } = pages.exported;
    const count = pages.seqs.length === 1 ? '1 message' : `${pages.seqs.length} messages`;
    const state = [room.direct ? 'direct' : room.visibility, room.archived_at === null ? null : 'archived', count].filter(
      (each) => each !== null,
    );
    yield `<li><a href="${pageName(pages, 1)}" dir="auto">${escapeHtml(name)}</a> <span>${state.join(', ')}</span></li>\n`;
  }
  yield `</ul>${all.length === 0 ? '<p>There are no rooms in it.</p>' : ''}</main></body></html>\n`;
}

function* roomPage(moment: Moment, files: WrittenFiles, pages: Pages, page: number, messages: Iterator<Message>): Generator<string> {
  const { exported, count } = pages;
  const { room, name } = exported;
  yield head(count === 1 ? name : `${name} (${page} of ${count})`, '../');
  yield `<header><a href="../index.html">All rooms</a><h1 dir="auto">${escapeHtml(name)}</h1>`;
  for (const line of [room.topic, room.description]) if (line !== null) yield `<p class="about" dir="auto">${escapeHtml(line)}</p>`;
  yield `</header>\n<main>\n${turning(pages, page)}`;
  if (page === 1) yield* roomFacts(moment, exported);
  let day = '';
  for (let left = MESSAGES_ON_PAGE; left > 0; left -= 1) {
    const next = messages.next();
    if (next.done === true) break;
    const message = next.value;
    const itsDay = dayOf(message.created_at);
    if (itsDay !== day) yield `<h2>${dayWords(message.created_at)}</h2>\n`;
    day = itsDay;
    yield messageHtml(moment, files, pages, page, message);
  }
  if (pages.seqs.length === 0) yield '<p class="about">There are no messages.</p>';
  yield `${turning(pages, page)}</main></body></html>\n`;
}

function turning(pages: Pages, page: number): string {
  if (pages.count === 1) return '';
  const link = (to: number, words: string): string =>
    to < 1 || to > pages.count ? `<span></span>` : `<a href="${besides(pages, to)}">${words}</a>`;
  return `<nav aria-label="Pages">${link(page - 1, 'Earlier messages')}<span>${page} of ${pages.count}</span>${link(page + 1, 'Later messages')}</nav>\n`;
}

function* roomFacts(moment: Moment, { room }: ExportedRoom): Generator<string> {
  const found = moment.page(room.id);
  if (found)
    yield `<details><summary>The page of the room</summary><div class="text" dir="auto">${htmlOf(readText(found.content))}</div></details>\n`;
  let isFirst = true;
  for (const task of moment.tasks(room.id)) {
    if (isFirst) yield '<details open><summary>Tasks</summary><ul class="tasks">';
    isFirst = false;
    yield `<li dir="auto">${escapeHtml(task.title)} <span>${escapeHtml(taskWords(task, moment.nameOf))}</span></li>`;
  }
  if (!isFirst) yield '</ul></details>\n';
}

function messageHtml(moment: Moment, files: WrittenFiles, pages: Pages, page: number, message: Message): string {
  const { seq, author_id, created_at, edited_at, thread_only, content, attachments, reactions } = message;
  const { nameOf } = moment;
  const marks = [
    kindWords(message),
    message.by_program === true ? 'by a program' : null,
    thread_only === true ? 'in a thread' : null,
    message.forwarded_from ? `forwarded from ${message.forwarded_from.author_name}` : null,
    edited_at === null ? null : 'edited',
  ].filter((each) => each !== null);
  const mark = marks.map((words) => ` <span class="mark">${escapeHtml(words)}</span>`).join('');
  const time = `<a href="#m${seq}"><time datetime="${new Date(created_at).toISOString()}">${timeWords(created_at).slice(11, 16)}</time></a>`;
  return [
    `<article id="m${seq}"${thread_only === true ? ' class="reply"' : ''}>`,
    `<p class="by"><b dir="auto">${escapeHtml(nameOf(author_id))}</b> ${time}${mark}</p>`,
    answeredHtml(moment, pages, page, message),
    message.kind === 'vote'
      ? voteHtml(moment, message)
      : content === ''
        ? ''
        : `<div class="text" dir="auto">${htmlOf(readText(content, people(moment, message)))}</div>`,
    attachments.map((file) => fileHtml(files, file)).join(''),
    reactions.length === 0
      ? ''
      : `<ul class="reactions">${reactions.map(({ emoji, participant_ids }) => `<li>${escapeHtml(emoji)} <span>${escapeHtml(participant_ids.map(nameOf).join(', '))}</span></li>`).join('')}</ul>`,
    '</article>\n',
  ].join('');
}

function people({ nameOf }: Moment, { mentions }: Message): { id: string; name: string }[] {
  return mentions.map((id) => ({ id, name: id.startsWith('@') ? id.slice(1) : nameOf(id) }));
}

function answeredHtml(moment: Moment, pages: Pages, page: number, message: Message): string {
  const found = moment.answered(message);
  if (!found) return '';
  const its = pageOf(pages, found.seq);
  const address = its === page ? `#m${found.seq}` : `${besides(pages, its)}#m${found.seq}`;
  return `<p class="quote"><a href="${address}" dir="auto">${escapeHtml(`${moment.nameOf(found.author_id)}: ${quoteOf(found)}`)}</a></p>`;
}

function voteHtml(moment: Moment, { id, content }: Message): string {
  const vote = moment.vote(id);
  if (!vote) return `<p dir="auto">${escapeHtml(content)}</p>`;
  const rows = choicesOf(vote, moment.nameOf).map(({ option, votes, names }) => {
    const result = [countWords(votes), names.join(', ')].filter((each) => each !== '').join(': ');
    return `<li dir="auto">${escapeHtml(option)} <span>${escapeHtml(result)}</span></li>`;
  });
  const open = vote.closed_at === null ? '<p class="about">The vote is open.</p>' : '';
  return `<div class="text"><p dir="auto"><strong>${escapeHtml(vote.title)}</strong></p><ul>${rows.join('')}</ul>${open}</div>`;
}

function fileHtml(files: WrittenFiles, file: FileInfo): string {
  const name = escapeHtml(file.name);
  const entry = files.pathOf(file);
  if (entry === null) return `<p class="file"><bdi>${name}</bdi> <span>This file was not there.</span></p>`;
  const size = file.width === null || file.height === null ? '' : ` width="${file.width}" height="${file.height}"`;
  const image = kindOfFile(file) === 'image' ? `<img src="../${entry}" alt="" loading="lazy"${size}>` : '';
  return `<p class="file"><a href="../${entry}" download="${name}">${image}<bdi>${name}</bdi></a> <span>${sizeWords(file.size)}</span></p>`;
}
