import { LogOut } from 'lucide-react';
import { leavePushService } from '../../features/push/push-device.ts';
import { drop } from '../../lib/drop.ts';
import { createAskHome } from '../../sync/home-api.ts';
import { forgetPageSession } from '../../sync/page-session.ts';
import { useApp } from '../../sync/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { strings } from '../../strings/all-strings.ts';

/** Ends this browser's session. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { client, fetch } = useApp();
  return (
    <ConfirmDialog
      icon={LogOut}
      title={strings.pages.signOutTitle}
      text={strings.pages.signOutAsk}
      action={strings.pages.signOut}
      onClose={onClose}
      onConfirm={async () => {
        await createAskHome(fetch)('sign_out', {});
        drop(leavePushService(window), 'the push service forgets the browser by itself');
        client.close();
        forgetPageSession(window.localStorage);
        window.location.assign('/');
      }}
    />
  );
}
