import { UserX } from 'lucide-react';
import { useState } from 'react';
import { HOME_KEY_ID } from '../../src-shared/ids.ts';
import type { Key } from '../../src-shared/keys.ts';
import { useCommand } from '../state/store.ts';
import { HintedCheckbox } from '../ui/checkbox.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { words } from '../words/words.ts';

interface RemoveAgentsDialogProps {
  of: Key;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

/** While the key is good, new agents can come with it. So the key ends too, unless the owner keeps it. */
export function RemoveAgentsDialog({ of: key, onChanged, onClose }: RemoveAgentsDialogProps) {
  const command = useCommand();
  const isHomeKey = key.id === HOME_KEY_ID;
  const [endsKey, setEndsKey] = useState(!isHomeKey);
  return (
    <ConfirmDialog
      title={words.keys.removeAgentsTitle(key.label)}
      icon={UserX}
      text={words.keys.removeAgentsText}
      action={words.keys.removeAgentsAction}
      onConfirm={async () => {
        await command('remove_agents', { key_id: key.id, revoke_key: endsKey });
        await onChanged();
      }}
      onClose={onClose}
    >
      {!isHomeKey && (
        <div className="-mx-2">
          <HintedCheckbox isChecked={endsKey} onChange={setEndsKey} label={words.keys.revokeToo} hint={words.keys.revokeTooHint} />
        </div>
      )}
    </ConfirmDialog>
  );
}
