import { File, FileArchive, FileAudio, FileImage, FileText, FileVideo, type LucideIcon } from 'lucide-react';
import { kindOfFile, type FileInfo } from '../../../src-shared/files.ts';
import { locale, strings } from '../../strings/strings.ts';

const UNITS = ['kb', 'mb', 'gb'] as const;
const STEP = 1024;

/** As people say it: "0 bytes", "12 KB", "3.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < STEP) return strings.files.size.bytes(bytes);
  let value = bytes / STEP;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  return strings.files.size[UNITS[unit] ?? 'gb'](value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }));
}

const NAMES = {
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'image/svg+xml': 'svg',
  'text/html': 'html',
  'application/xml': 'xml',
} as const;

export function typeWords(file: FileInfo): string {
  return isNamed(file.type) ? strings.files.type[NAMES[file.type]] : strings.files.kind[kindOfFile(file)];
}

function isNamed(type: string): type is keyof typeof NAMES {
  return type in NAMES;
}

const ICONS = { image: FileImage, audio: FileAudio, video: FileVideo, text: FileText, other: File } as const;
const ARCHIVES = /zip|compressed|tar|rar|7z/;

export function fileIcon(file: Pick<FileInfo, 'type'>): LucideIcon {
  return ARCHIVES.test(file.type) ? FileArchive : ICONS[kindOfFile(file)];
}
