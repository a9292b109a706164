import { Download, FileJson, FileText, Globe, Hash } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ExportScope } from '../../../src-shared/export-format.ts';
import { exportPath, isForOwn, type ExportFormat, type ExportPreview } from '../../../src-shared/exports.ts';
import { mayManage } from '../../../src-shared/permissions.ts';
import { useCommand, useMe, useRoom } from '../../sync/store.ts';
import { useLinkAddress } from '../../sync/use-address.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { NotAllowed } from '../rooms/not-allowed.tsx';

const ICONS = { html: Globe, markdown: FileText, jsonl: FileJson, slack: Hash } as const;
/** As a button that leads on. */
const LINK =
  'inline-flex h-9 shrink-0 items-center justify-center gap-2 rounded-control bg-accent px-3.5 text-list font-semibold text-on-accent select-none hover:bg-accent-strong tap:h-11';
const FORMATS: readonly ExportFormat[] = ['html', 'markdown', 'jsonl', 'slack'];

interface AskedExport {
  scope: ExportScope;
  room_id?: string;
}

/** Of one room. */
export function ExportRoomDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const room = useRoom(roomId)?.room;
  if (!room) return null;
  return (
    <ExportDialog
      title={strings.exporting.titles.room(room.name)}
      asked={{ scope: 'room', room_id: roomId }}
      refusal={room.encrypted ? strings.exporting.sealed : null}
      onClose={onClose}
    />
  );
}

interface ExportDialogProps {
  title: string;
  asked: AskedExport;
  /** Why there is no export of it. */
  refusal?: string | null;
  onClose: () => void;
}

export function ExportDialog({ title, asked, refusal = null, onClose }: ExportDialogProps) {
  const me = useMe();
  const isAllowed = asked.scope === 'own' || mayManage(me);
  const why = isAllowed ? refusal : strings.exporting.notAllowed;
  return (
    <Dialog title={title} icon={Download} onClose={onClose}>
      {why === null ? <ExportForm asked={asked} onClose={onClose} /> : <NotAllowed text={why} />}
    </Dialog>
  );
}

function ExportForm({ asked, onClose }: Pick<ExportDialogProps, 'asked' | 'onClose'>) {
  const [format, setFormat] = useState<ExportFormat>('html');
  const [hasBegun, setHasBegun] = useState(false);
  const { preview, error } = usePreview(asked);
  const address = useLinkAddress(exportPath({ ...asked, format }));
  const said = strings.exporting;
  const formats = FORMATS.filter((each) => asked.scope !== 'own' || isForOwn(each));
  return (
    <>
      <DialogBody className="flex flex-col gap-4">
        <p className="text-body text-ink-2">{preview ? amountOf(preview, asked) : said.counting}</p>
        <ChoiceCards
          label={said.format}
          selected={format}
          onSelect={(chosen) => {
            setFormat(chosen);
            setHasBegun(false);
          }}
          choices={formats.map((value) => ({ value, icon: ICONS[value], ...strings.exporting.formats[value] }))}
        />
        <p className="text-list text-ink-2">{preview ? leftOutOf(preview) : said.leftOut}</p>
        <FieldError text={error} />
        <p role="status" className="text-list text-ink-2 empty:hidden">
          {hasBegun ? said.begun : ''}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{hasBegun ? strings.ui.close : strings.ui.cancel}</Button>
        {/* The browser writes the file while it comes, and shows how far it is. */}
        <a href={address ?? undefined} download className={LINK} onClick={() => setHasBegun(address !== null)}>
          <Download size={15} aria-hidden />
          {said.download}
        </a>
      </DialogFooter>
    </>
  );
}

function usePreview({ scope, room_id }: AskedExport): { preview: ExportPreview | null; error: string | null } {
  const command = useCommand();
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const { run, error } = useAsyncAction();
  useEffect(
    () => run(async () => setPreview(await command('preview_export', { scope, ...(room_id !== undefined && { room_id }) }))),
    [command, run, scope, room_id],
  );
  return { preview, error };
}

function amountOf({ rooms, messages, files }: ExportPreview, { scope }: AskedExport): string {
  const said = strings.exporting;
  if (messages === null || files === null) return said.ofOwn(rooms);
  return scope === 'room' ? said.ofRoom(messages, files) : said.ofRooms(rooms, messages, files);
}

function leftOutOf({ encrypted_rooms, passing_rooms }: ExportPreview): string {
  const said = strings.exporting;
  const sentences = [said.leftOut];
  if (encrypted_rooms > 0) sentences.push(said.encrypted(encrypted_rooms));
  if (passing_rooms > 0) sentences.push(said.passing(passing_rooms));
  return [...sentences, said.plain].join(' ');
}
