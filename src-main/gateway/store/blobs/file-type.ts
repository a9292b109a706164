// Detects the type of a file from its content. The name and the declared type are never used. The library is loaded with the first file.
import { open, type FileHandle } from 'node:fs/promises';
import { imageSize, type ImageSize } from './image-size.ts';
import { soundType } from './media-tracks.ts';

/** Enough for the marks of every kind we show. */
const SAMPLE_BYTES = 16 * 1024;
const BINARY = 'application/octet-stream';
const SVG = /^<svg[\s>/]/i;
const HTML = /^<(?:!DOCTYPE\s+html|html|head|body|script|iframe|title|style|meta)[\s>/]/i;
const XML = /^<\?xml\s/i;
/** Constructs that may precede the first element, and how each ends. */
const BEFORE: readonly (readonly [RegExp, string])[] = [
  [/^<!--/, '-->'],
  [/^<\?/, '?>'],
  [/^<!DOCTYPE\s+svg/i, '>'],
];
/** No text has these. */
const NO_TEXT = /[^\P{Cc}\t\n\r\f]/u;
/** The log of a terminal is a text, and has these. */
const ESCAPE = '\u001B';
/** Other names of the same kinds. */
const SAME: Readonly<Record<string, string>> = { 'audio/vnd.wave': 'audio/wav', 'audio/opus': 'audio/ogg', 'audio/x-flac': 'audio/flac' };

export interface Looked {
  type: string;
  size: ImageSize | null;
}

export async function lookAt(file: string): Promise<Looked> {
  const handle = await open(file, 'r');
  try {
    const sample = await sampleOf(handle);
    const type = (await markedType(sample)) ?? textType(sample) ?? BINARY;
    return { type, size: type.startsWith('image/') ? await imageSize(type, handle) : null };
  } finally {
    await handle.close();
  }
}

/** The first bytes of the file. */
export async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    return await sampleOf(handle);
  } finally {
    await handle.close();
  }
}

async function sampleOf(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

async function markedType(sample: Buffer): Promise<string | null> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(sample);
  const mime = found?.mime.split(';', 1)[0]?.trim();
  // A byte order mark means text. The text check then recognises HTML and SVG.
  if (mime === undefined || mime === 'application/xml' || mime.startsWith('text/')) return null;
  return SAME[mime] ?? soundType(mime, sample) ?? mime;
}

/** UTF-8 without the characters that only programs write; null for what is none. */
function textType(sample: Buffer): string | null {
  if (sample.length === 0) return null;
  const text = decoded(sample);
  if (text === null || NO_TEXT.test(text.replaceAll(ESCAPE, ''))) return null;
  const element = firstElement(text);
  if (SVG.test(element)) return 'image/svg+xml';
  if (HTML.test(element)) return 'text/html';
  return XML.test(text.trimStart()) ? 'application/xml' : 'text/plain';
}

/** The text from its first element on, past comments and declarations. */
function firstElement(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const before = BEFORE.find(([start]) => start.test(rest));
    const end = before ? rest.indexOf(before[1]) : -1;
    if (!before || end === -1) return rest;
    rest = rest.slice(end + before[1].length).trimStart();
  }
}

function decoded(sample: Buffer): string | null {
  try {
    // `stream`: the sample may end in the middle of a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
  } catch {
    return null;
  }
}
