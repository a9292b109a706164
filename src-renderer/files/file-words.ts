import { File, FileArchive, FileAudio, FileImage, FileText, FileVideo, type LucideIcon } from 'lucide-react';
import { kindOfFile, type FileInfo } from '../../src-shared/files.ts';

const UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;
const STEP = 1024;

/** As people say it: "0 bytes", "12 KB", "3.4 MB". */
export function sizeWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${bytes === 1 ? 'byte' : (UNITS[unit] ?? '')}`;
}

const NAMES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/zip': 'Archive',
  'image/svg+xml': 'Drawing, shown as text',
  'text/html': 'Web page, shown as text',
  'text/plain': 'Text',
  'application/xml': 'XML',
};
const KINDS = { image: 'Picture', audio: 'Sound', video: 'Film', text: 'Text', other: 'File' } as const;

export function typeWords(file: FileInfo): string {
  return NAMES[file.type] ?? KINDS[kindOfFile(file)];
}

const ICONS = { image: FileImage, audio: FileAudio, video: FileVideo, text: FileText, other: File } as const;
const ARCHIVES = /zip|compressed|tar|rar|7z/;

export function fileIcon(file: Pick<FileInfo, 'type'>): LucideIcon {
  return ARCHIVES.test(file.type) ? FileArchive : ICONS[kindOfFile(file)];
}
