import clsx from 'clsx';
import { RotateCw, X } from 'lucide-react';
import { useMemo } from 'react';
import { isShownAsImage } from '../../../src-shared/files.ts';
import { useReadFiles } from '../../sync/sealed/use-sealed.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import { useApp, useUploads } from '../../sync/store.ts';
import { blockedBy, type Upload } from '../../sync/uploads.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/strings.ts';
import { fileIcon, sizeWords } from './file-words.ts';
import { SmallPicture } from './small-picture.tsx';

/** Above the field: the files that go with the message. */
export function UploadTray({ roomId }: { roomId: string }) {
  const uploads = useUploads(roomId);
  const blocked = blockedBy(uploads);
  if (uploads.length === 0) return null;
  return (
    <div className="px-3 pt-3">
      <ul aria-label={strings.files.attached} className="flex max-h-44 flex-wrap gap-2 overflow-auto max-sm:flex-nowrap">
        {uploads.map((upload) => (
          <Chip key={upload.key} roomId={roomId} upload={upload} />
        ))}
      </ul>
      {blocked && (
        <p role="status" className="pt-1.5 text-meta text-ink-2">
          {waitWords(uploads, blocked)}
        </p>
      )}
    </div>
  );
}

function waitWords(uploads: readonly Upload[], blocked: 'uploading' | 'failed'): string {
  if (blocked === 'uploading') return strings.files.waitUploading;
  const isStuck = uploads.some(({ status }) => status.state === 'failed' && !status.goesOn);
  if (!isStuck) return strings.files.waitGoesOn;
  const canRetry = uploads.some(({ status }) => status.state === 'failed' && status.canRetry);
  return canRetry ? strings.files.waitFailed : strings.files.waitRemove;
}

function Chip({ roomId, upload }: { roomId: string; upload: Upload }) {
  const { uploads } = useApp();
  const { key, status } = upload;
  const [file] = useReadFiles(
    roomId,
    useMemo(() => (status.state === 'done' ? [status.file] : []), [status]),
  );
  const name = file?.name ?? upload.name;
  const isUnderWay = status.state === 'waiting' || status.state === 'uploading';
  return (
    <li
      className={clsx(
        'relative flex max-w-full items-center gap-2.5 overflow-hidden rounded-control border border-line bg-panel py-1.5 pe-1 ps-2 max-sm:shrink-0',
        // Why it did not arrive is read to its end.
        status.state === 'failed' ? 'w-96 max-sm:w-72' : 'w-60 max-sm:w-52',
      )}
    >
      <Face file={file} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-list font-semibold text-ink" title={name}>
          {name}
        </span>
        <StatusWords upload={upload} />
      </span>
      {status.state === 'failed' && status.canRetry && (
        <IconButton icon={RotateCw} label={strings.files.tryAgain(name)} size="small" onClick={() => uploads.tryAgain(roomId, key)} />
      )}
      <IconButton
        icon={X}
        label={isUnderWay ? strings.files.cancel(name) : strings.files.remove(name)}
        size="small"
        onClick={() => uploads.remove(roomId, key)}
      />
      {isUnderWay && <Progress upload={upload} />}
    </li>
  );
}

function Face({ file }: { file: ShownFile | undefined }) {
  if (file && isShownAsImage(file)) return <SmallPicture file={file} className="size-9 shrink-0 rounded-tag bg-line-2" />;
  const Icon = fileIcon(file ?? { type: '' });
  return (
    <span aria-hidden className="flex size-9 shrink-0 items-center justify-center rounded-tag bg-line-2 text-ink-2">
      <Icon size={18} />
    </span>
  );
}

function StatusWords({ upload: { status, size } }: { upload: Upload }) {
  if (status.state === 'failed')
    return (
      <span role="alert" className="block text-meta wrap-anywhere text-coral-ink">
        {status.reason}
      </span>
    );
  const said = { waiting: strings.files.waiting, uploading: `${percent(status, size)}%`, done: null }[status.state];
  return <span className="block truncate text-meta text-ink-2">{said === null ? sizeWords(size) : `${said} · ${sizeWords(size)}`}</span>;
}

function Progress({ upload: { name, status, size } }: { upload: Upload }) {
  const value = percent(status, size);
  return (
    <progress
      aria-label={strings.files.uploading(name)}
      max={100}
      value={value}
      className="absolute inset-x-0 bottom-0 h-[3px] w-full appearance-none [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
    />
  );
}

function percent(status: Upload['status'], size: number): number {
  return status.state === 'uploading' && size > 0 ? Math.min(100, Math.round((status.sent / size) * 100)) : 0;
}
