import { UserX } from 'lucide-react';
import { useState } from 'react';
import type { Reply } from '../../../src-shared/commands/index.ts';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { useCommand, useParticipants } from '../../sync/store.ts';
import { HintedCheckbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

interface RemoveAgentDialogProps {
  agent: Agent;
  access: Reply<'agent_access'>;
  onRemoved?: (() => Promise<void>) | undefined;
  onClose: () => void;
}

/** Says what goes and what stays, before it is done. */
export function RemoveAgentDialog({ agent, access: { key, agent_ids }, onRemoved, onClose }: RemoveAgentDialogProps) {
  const command = useCommand();
  const participants = useParticipants();
  const others = agent_ids.flatMap((id) => participants[id]?.name ?? []);
  const isHomeKey = key?.id === HOME_KEY_ID;
  const ownKey = key && key.revoked_at === null && !isHomeKey ? key : null;
  const [takesKey, setTakesKey] = useState(ownKey !== null && others.length === 0);
  const { removeAction, removeKeyHome, removeKeyOwn, removeKeyShared, removeKeyToo, removeText, removeTitle } = strings.agents;
  return (
    <ConfirmDialog
      title={removeTitle(agent.name)}
      icon={UserX}
      text={agent.type === 'hosted' ? strings.hosted.removeText(agent.name) : removeText(agent.name)}
      action={removeAction}
      onConfirm={async () => {
        await command('remove_agent', { participant_id: agent.id, revoke_key: ownKey !== null && takesKey });
        await onRemoved?.();
      }}
      onClose={onClose}
    >
      {isHomeKey && <p className="text-body text-ink-2">{removeKeyHome}</p>}
      {ownKey && (
        <div className="-mx-2">
          <HintedCheckbox
            isChecked={takesKey}
            onChange={setTakesKey}
            label={removeKeyToo(ownKey.label)}
            hint={others.length > 0 ? removeKeyShared(listed(others)) : removeKeyOwn}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
