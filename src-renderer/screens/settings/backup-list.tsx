import { Download, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { backupPath, type Backup, type Backups } from '../../../src-shared/maintenance.ts';
import { sizeWords } from '../../features/files/file-words.ts';
import { useHome, type RunCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useLinkAddress } from '../../sync/use-address.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { RestoreEncrypted } from './restore-encrypted.tsx';

interface BackupListProps {
  backups: readonly Backup[];
  isBusy: boolean;
  mayRestore: boolean;
  ask: (work: (command: RunCommand) => Promise<Backups>) => Promise<void>;
}

type Asking = { action: 'restore' | 'delete'; backup: Backup };

export function BackupList({ backups, isBusy, mayRestore, ask }: BackupListProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const said = strings.keeping;
  if (backups.length === 0) return <p className="text-list text-ink-2">{said.noBackups}</p>;
  return (
    <>
      <ul aria-label={said.listOf} className="border-b border-line-2">
        {backups.map((backup) => (
          <BackupRow
            key={backup.name}
            backup={backup}
            isBusy={isBusy}
            onAsk={mayRestore ? (action) => setAsking({ action, backup }) : null}
          />
        ))}
      </ul>
      {!mayRestore && <p className="mt-2 text-meta text-ink-2">{said.onlyOwner}</p>}
      {asking && <Question asking={asking} ask={ask} onClose={() => setAsking(null)} />}
    </>
  );
}

interface BackupRowProps {
  backup: Backup;
  isBusy: boolean;
  /** Null for those who may not. */
  onAsk: ((action: Asking['action']) => void) | null;
}

function BackupRow({ backup, isBusy, onAsk }: BackupRowProps) {
  const said = strings.keeping;
  const { facts, encrypted, kind, bytes } = backup;
  const date = dateOf(backup);
  return (
    <li className="flex items-center gap-3 border-t border-line-2 py-2.5 max-sm:flex-wrap">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="text-list font-semibold wrap-anywhere">
          {date}
          {strings.keeping.kinds[kind] !== '' && <span className="ms-2 font-normal text-ink-2">{strings.keeping.kinds[kind]}</span>}
          {facts && encrypted && <span className="ms-2 font-normal text-ink-2">{strings.encryption.isEncrypted}</span>}
        </p>
        <p className="text-meta text-ink-2">{contentsOf(backup, sizeWords(bytes))}</p>
        <OtherHome backup={backup} />
      </div>
      {onAsk && (
        <div className="flex shrink-0 items-center gap-1">
          {(facts ?? encrypted) && (
            <Button icon={RotateCcw} disabled={isBusy} aria-label={said.restoreOf(date)} onClick={() => onAsk('restore')}>
              {said.restore}
            </Button>
          )}
          <DownloadBackup backup={backup} date={date} />
          <IconButton icon={Trash2} label={said.deleteOf(date)} disabled={isBusy} onClick={() => onAsk('delete')} />
        </div>
      )}
    </li>
  );
}

/** The link asks the server when it is followed, and the browser writes the file as it arrives. */
function DownloadBackup({ backup: { name }, date }: { backup: Backup; date: string }) {
  const address = useLinkAddress(backupPath(name));
  const label = strings.keeping.downloadOf(date);
  return (
    <Tooltip text={label}>
      <a
        href={address ?? undefined}
        download={name}
        aria-label={label}
        className="flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-line-2 hover:text-ink tap:size-11"
      >
        <Download size={17} aria-hidden />
      </a>
    </Tooltip>
  );
}

function contentsOf({ facts, encrypted }: Backup, size: string): string {
  if (facts) return strings.keeping.facts(facts, size);
  return encrypted ? strings.encryption.closed(size) : strings.keeping.unreadable;
}

function OtherHome({ backup }: { backup: Backup }) {
  const home = useHome();
  if (!isOfOther(backup, home.id)) return null;
  const { facts } = backup;
  return <p className="text-meta text-amber-ink">{facts ? strings.keeping.ofOther(facts.home_name) : strings.keeping.ofUnknown}</p>;
}

function isOfOther({ facts, encrypted }: Backup, homeId: string): boolean {
  const said = facts ?? encrypted;
  return said !== null && said.home_id !== homeId;
}

interface QuestionProps {
  asking: Asking;
  ask: BackupListProps['ask'];
  onClose: () => void;
}

function Question({ asking: { action, backup }, ask, onClose }: QuestionProps) {
  const home = useHome();
  const said = strings.keeping;
  const date = dateOf(backup);
  const { name } = backup;
  if (action === 'delete')
    return (
      <ConfirmDialog
        icon={Trash2}
        title={said.deleteTitle}
        text={said.deleteText(date)}
        action={said.deleteAction}
        onClose={onClose}
        onConfirm={() => ask((command) => command('delete_backup', { name }))}
      />
    );
  const text = isOfOther(backup, home.id) ? `${said.restoreText(date)} ${said.restoreOther}` : said.restoreText(date);
  if (!backup.facts)
    return (
      <RestoreEncrypted
        text={text}
        onClose={onClose}
        restore={(passphrase) => ask((command) => command('restore_backup', { name, passphrase }))}
      />
    );
  return (
    <ConfirmDialog
      icon={RotateCcw}
      title={said.restoreTitle}
      text={text}
      action={said.restoreAction}
      onClose={onClose}
      onConfirm={() => ask((command) => command('restore_backup', { name }))}
    />
  );
}

/** A file without a date is known by its name. */
function dateOf({ facts, encrypted, name }: Backup): string {
  const said = facts ?? encrypted;
  return said ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(said.made_at) : name;
}
