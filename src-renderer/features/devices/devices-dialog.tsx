import { MonitorSmartphone } from 'lucide-react';
import { mayReinvite } from '../../../src-shared/permissions.ts';
import { useMe, useParticipant } from '../../sync/store.ts';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { strings } from '../../strings/all-strings.ts';
import { NotAllowed } from '../rooms/not-allowed.tsx';
import { DeviceRows } from './device-rows.tsx';
import { useSessions } from './use-sessions.ts';

/** Where another person is signed in. */
export function DevicesDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const me = useMe();
  const person = useParticipant(personId);
  if (person?.kind !== 'person') return null;
  const title = strings.devices.of(person.name);
  return (
    <Dialog title={title} subtitle={strings.devices.ofLead} icon={MonitorSmartphone} width="medium" onClose={onClose}>
      {mayReinvite(me, person) ? <Devices personId={personId} label={title} /> : <NotAllowed text={strings.devices.notAllowed} />}
    </Dialog>
  );
}

function Devices({ personId, label }: { personId: string; label: string }) {
  return (
    <DialogBody>
      <DeviceRows {...useSessions(personId)} label={label} />
    </DialogBody>
  );
}
