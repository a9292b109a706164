import { X } from 'lucide-react';
import { useState } from 'react';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { LinkPreview } from '../../../src-shared/link-previews.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { mayDeleteMessage } from '../../../src-shared/permissions.ts';
import { useOwnHome } from '../../sync/own-home.ts';
import { useCommand, useMe } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { usePreviewsShown } from '../../ui/previews-shown.ts';
import { explain } from '../../ui/phrases.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFileUrl } from '../files/use-file-url.ts';
import { safeLink } from '../markdown/safe-link.ts';
import { useRoomUi } from './room-ui.ts';

interface LinkPreviewsProps {
  message: Message;
  previews: readonly LinkPreview[];
}

/** Cards below a message for the pages that it links to. */
export function LinkPreviews({ message, previews }: LinkPreviewsProps) {
  const [isShown] = usePreviewsShown();
  const { canWrite, room } = useRoomUi();
  const me = useMe();
  if (!isShown) return null;
  const canRemove = canWrite && mayDeleteMessage(me, message, room);
  return (
    <ul aria-label={strings.previews.list} className="flex max-w-[560px] flex-col gap-1.5 py-1">
      {previews.map((preview) => (
        <Card key={preview.url} message={message} preview={preview} canRemove={canRemove} />
      ))}
    </ul>
  );
}

interface CardProps {
  message: Message;
  preview: LinkPreview;
  canRemove: boolean;
}

/** The host is shown whole: the page says the name of its site itself. */
function Card({ message, preview, canRemove }: CardProps) {
  const { url, host, site_name, title, description, image } = preview;
  const safe = safeLink(url, useOwnHome());
  if (safe?.kind !== 'outside') return null;
  return (
    <li className="group/card relative flex gap-3 rounded-control border border-s-[3px] border-line-2 border-s-line bg-raise px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="text-meta text-ink-2 wrap-anywhere">
          {site_name !== null && site_name.toLowerCase() !== host && (
            <>
              <bdi>{site_name}</bdi> ·{' '}
            </>
          )}
          <bdi>{host}</bdi>
        </p>
        <a
          href={safe.href}
          title={safe.href}
          target="_blank"
          rel="noreferrer noopener"
          dir="auto"
          className="line-clamp-2 text-list font-semibold text-ink wrap-anywhere after:absolute after:inset-0 after:content-[''] hover:underline"
        >
          {title}
        </a>
        {description !== null && (
          <p dir="auto" className="line-clamp-2 text-meta text-ink-2 wrap-anywhere">
            {description}
          </p>
        )}
      </div>
      {image && <Thumb file={image} />}
      {canRemove && <Remove message={message} preview={preview} />}
    </li>
  );
}

/** Its box has its size before the image is there. */
function Thumb({ file }: { file: FileInfo }) {
  const { url } = useFileUrl(file);
  const [isBroken, setIsBroken] = useState(false);
  return (
    <span className="size-14 shrink-0 overflow-hidden rounded-tag bg-line-2">
      {!isBroken && (
        <img
          src={url ?? undefined}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setIsBroken(true)}
          className="size-full object-cover"
        />
      )}
    </span>
  );
}

function Remove({ message: { room_id, id: message_id }, preview: { url, title } }: Omit<CardProps, 'canRemove'>) {
  const command = useCommand();
  const toast = useToast();
  const remove = (): void => {
    command('remove_link_preview', { room_id, message_id, url }).catch((error: unknown) => toast({ text: explain(error) }));
  };
  return (
    <span className="absolute end-1.5 top-1.5 opacity-0 group-hover/card:opacity-100 focus-within:opacity-100 tap:relative tap:end-0 tap:top-0 tap:-my-1 tap:-me-2.5 tap:opacity-100">
      <IconButton
        icon={X}
        size="small"
        look="plain"
        label={strings.previews.remove(title)}
        onClick={remove}
        className="tap:border-transparent"
      />
    </span>
  );
}
