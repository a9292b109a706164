import { Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Key } from '../../../src-shared/keys.ts';
import { EditKeyDialog } from '../keys/edit-key-dialog.tsx';
import { graceSentence, rightsSentence, roomsPhrase } from '../keys/key-words.ts';
import { RotateKeyDialog } from '../keys/rotate-key-dialog.tsx';
import { useCommand, useMe, useParticipants, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ago, listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

interface AgentKeyProps {
  access: Reply<'agent_access'>;
  onChanged: () => Promise<void>;
}

/** The permissions of its key, and the key itself for its owner. */
export function AgentKey({ access: { key, agent_ids }, onChanged }: AgentKeyProps) {
  const me = useMe();
  const now = useNow();
  const participants = useParticipants();
  const roomNames = new Map(useRooms().map(({ room }) => [room.id, room.name]));
  if (!key || key.revoked_at !== null) return <p className="text-list text-ink-2">{strings.agents.accessEnded}</p>;
  const others = agent_ids.flatMap((id) => participants[id]?.name ?? []);
  const used = key.last_used_at === null ? strings.agents.neverUsed : strings.agents.lastUsed(ago(key.last_used_at, now));
  const grace = graceSentence(key, now);
  return (
    <>
      <p className="text-list text-ink">
        {strings.agents.rights(
          rightsSentence(key.rights),
          roomsPhrase(key.room_ids, (id) => roomNames.get(id)),
        )}
      </p>
      <div className="rounded-card border border-line px-4 py-3">
        <p className="truncate text-list font-semibold">{key.label}</p>
        <p className="text-meta text-ink-3">
          <span className="font-mono">{key.hint}…</span> · {used}
          {key.id === HOME_KEY_ID && <> · {strings.agents.keyInFile}</>}
        </p>
        {grace && <p className="text-meta text-amber-ink">{grace}</p>}
        {others.length > 0 && <p className="mt-1 text-meta text-ink-2">{strings.agents.shared(listed(others))}</p>}
        {key.owner_id === me.id && <KeyActions of={key} onChanged={onChanged} />}
      </div>
    </>
  );
}

function KeyActions({ of: key, onChanged }: { of: Key; onChanged: () => Promise<void> }) {
  const command = useCommand();
  const [doing, setDoing] = useState<'edit' | 'rotate' | 'revoke' | null>(null);
  const close = (): void => setDoing(null);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button icon={Pencil} onClick={() => setDoing('edit')}>
        {strings.agents.changeRights}
      </Button>
      <Button icon={RefreshCw} onClick={() => setDoing('rotate')}>
        {strings.agents.rotate}
      </Button>
      <Button icon={Trash2} look="danger" onClick={() => setDoing('revoke')}>
        {strings.agents.revoke}
      </Button>
      {doing === 'edit' && <EditKeyDialog of={key} onChanged={onChanged} onClose={close} />}
      {doing === 'rotate' && <RotateKeyDialog of={key} onChanged={onChanged} onClose={close} />}
      {doing === 'revoke' && (
        <ConfirmDialog
          icon={Trash2}
          title={strings.agents.revokeTitle(key.label)}
          text={strings.agents.revokeText}
          action={strings.agents.revoke}
          onClose={close}
          onConfirm={async () => {
            await command('revoke_key', { key_id: key.id });
            await onChanged();
          }}
        />
      )}
    </div>
  );
}
