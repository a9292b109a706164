import { ChevronRight } from 'lucide-react';
import type { AgentTurn, TurnFile } from '../../../src-shared/hosted-agents.ts';
import { strings } from '../../strings/all-strings.ts';
import { fileIcon, sizeWords } from '../files/file-words.ts';
import { filesWords, sentWords } from './hosted-words.ts';

/** The files that went into an answer, and those that were left out. */
export function TurnFiles({ turn: { files, files_more } }: { turn: AgentTurn }) {
  if (files.length === 0) return null;
  return (
    <details className="group text-meta text-ink-2">
      <summary className="flex h-7 w-fit list-none items-center gap-1 rounded-control font-semibold tap:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="transition-transform duration-120 group-open:rotate-90 rtl:group-open:-rotate-90" />
        {filesWords(files, files_more)}
      </summary>
      <ul className="mt-1 flex flex-col gap-1">
        {files.map((file) => (
          <FileLine key={`${file.way} ${file.file_id}`} file={file} />
        ))}
        {files_more > 0 && <li>{strings.turnFiles.more(files_more)}</li>}
      </ul>
    </details>
  );
}

function FileLine({ file }: { file: TurnFile }) {
  const Icon = fileIcon(file);
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" />
      <span className="min-w-0 wrap-anywhere">
        {file.name === null ? <i>{strings.turnFiles.gone}</i> : <bdi className="font-semibold">{file.name}</bdi>}
        {` · ${sizeWords(file.size)} · ${sentWords(file)}`}
      </span>
    </li>
  );
}
