import { UserX } from 'lucide-react';
import { useState } from 'react';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Key } from '../../../src-shared/keys.ts';
import { useCommand } from '../../sync/store.ts';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';

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
      title={strings.keys.removeAgentsTitle(key.label)}
      icon={UserX}
      text={strings.keys.removeAgentsText}
      action={strings.keys.removeAgentsAction}
      onConfirm={async () => {
        await command('remove_agents', { key_id: key.id, revoke_key: endsKey });
        await onChanged();
      }}
      onClose={onClose}
    >
      {!isHomeKey && (
        <div className="-mx-2">
          <HintedCheckbox isChecked={endsKey} onChange={setEndsKey} label={strings.keys.revokeToo} hint={strings.keys.revokeTooHint} />
        </div>
      )}
    </ConfirmDialog>
  );
}
