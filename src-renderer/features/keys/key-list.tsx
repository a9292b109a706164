import { Clock, Ellipsis, KeyRound, Pencil, RefreshCw, Trash2, UserX } from 'lucide-react';
import { useState } from 'react';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Key } from '../../../src-shared/keys.ts';
import { useCommand, useRooms } from '../../sync/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { EditKeyDialog } from './edit-key-dialog.tsx';
import { graceSentence, rightsSentence, roomsPhrase } from './key-words.ts';
import { RemoveAgentsDialog } from './remove-agents-dialog.tsx';
import { RotateKeyDialog } from './rotate-key-dialog.tsx';

interface KeyListProps {
  keys: readonly Key[];
  onChanged: () => Promise<void>;
}

type Doing = { what: 'edit' | 'rotate' | 'agents' | 'revoke'; key: Key };

export function KeyList({ keys, onChanged }: KeyListProps) {
  const command = useCommand();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const inUse = keys.filter((key) => key.revoked_at === null);
  if (inUse.length === 0) return <EmptyState icon={KeyRound} title={strings.keys.noKeys} text={strings.keys.noKeysText} />;
  return (
    <>
      <ul aria-label={strings.keys.list} className="border-b border-line-2">
        {inUse.map((key) => (
          <KeyRow key={key.id} of={key} onDo={(what) => setDoing({ what, key })} />
        ))}
      </ul>
      {doing?.what === 'edit' && <EditKeyDialog of={doing.key} onChanged={onChanged} onClose={close} />}
      {doing?.what === 'rotate' && <RotateKeyDialog of={doing.key} onChanged={onChanged} onClose={close} />}
      {doing?.what === 'agents' && <RemoveAgentsDialog of={doing.key} onChanged={onChanged} onClose={close} />}
      {doing?.what === 'revoke' && (
        <ConfirmDialog
          icon={KeyRound}
          title={strings.keys.revokeTitle(doing.key.label)}
          text={strings.keys.revokeText}
          action={strings.keys.revokeAction}
          onClose={close}
          onConfirm={async () => {
            await command('revoke_key', { key_id: doing.key.id });
            await onChanged();
          }}
        />
      )}
    </>
  );
}

function KeyRow({ of: key, onDo }: { of: Key; onDo: (what: Doing['what']) => void }) {
  const now = useNow();
  const names = new Map(useRooms().map(({ room }) => [room.id, room.name]));
  const grace = graceSentence(key, now);
  return (
    <li className="flex items-start gap-3 border-t border-line-2 py-3">
      <KeyRound size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-list font-semibold">{key.label}</p>
        <p className="text-meta text-ink-2">
          {rightsSentence(key.rights)} {roomsPhrase(key.room_ids, (id) => names.get(id))}.
        </p>
        <p className="text-meta text-ink-3">
          <span className="font-mono">{key.hint}…</span> ·{' '}
          {key.last_used_at === null ? strings.keys.neverUsed : strings.keys.lastUsed(ago(key.last_used_at, now))}
          {key.id === HOME_KEY_ID && ` · ${strings.keys.keptInFile}`}
        </p>
        {grace && (
          <p className="mt-0.5 flex items-center gap-1.5 text-meta text-amber-ink">
            <Clock size={13} aria-hidden className="shrink-0" />
            {grace}
          </p>
        )}
      </div>
      <Menu
        label={strings.keys.keyCalled(key.label)}
        items={[
          { label: strings.keys.change, icon: Pencil, onSelect: () => onDo('edit') },
          { label: strings.keys.rotate, icon: RefreshCw, onSelect: () => onDo('rotate') },
          { label: strings.keys.removeAgents, icon: UserX, isDanger: true, onSelect: () => onDo('agents') },
          { label: strings.keys.revoke, icon: Trash2, isDanger: true, onSelect: () => onDo('revoke') },
        ]}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={strings.keys.keyCalled(key.label)} />}
      />
    </li>
  );
}
