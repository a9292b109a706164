import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { AddDevice } from '../../features/devices/add-device.tsx';
import { DeviceRows } from '../../features/devices/device-rows.tsx';
import { useSessions } from '../../features/devices/use-sessions.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';
import { Section } from './section.tsx';

/** The browsers in which one is signed in: each can be signed out, and all others at once. */
export function DeviceList() {
  const state = useSessions(null);
  const said = strings.devices;
  return (
    <Section title={said.title} text={said.lead}>
      <DeviceRows {...state} label={said.title} />
      {state.sessions && <AddDevice onDone={state.reload} />}
      {state.sessions && <SignOutOthers count={state.sessions.filter((each) => !each.is_current).length} onDone={state.reload} />}
    </Section>
  );
}

/** For one other device its own button is enough. */
function SignOutOthers({ count, onDone }: { count: number; onDone: () => Promise<void> }) {
  const command = useCommand();
  const [isAsking, setIsAsking] = useState(false);
  const said = strings.devices;
  if (count < 2 && !isAsking) return null;
  return (
    <>
      <Button icon={LogOut} className="mt-3" onClick={() => setIsAsking(true)}>
        {said.signOutOthers}
      </Button>
      {isAsking && (
        <ConfirmDialog
          icon={LogOut}
          title={said.othersTitle}
          text={said.othersText(count)}
          action={said.signOutOthers}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await command('end_other_sessions', {});
            await onDone();
          }}
        />
      )}
    </>
  );
}
