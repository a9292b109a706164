import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { createAskHome } from '../join/home-api.ts';
import { PictureForm } from '../people/picture-form.tsx';
import { StatusForm } from '../people/status-form.tsx';
import { ZoneForm } from '../people/zone-form.tsx';
import { forgetPageSession } from '../state/page-session.ts';
import { useApp, useCommand, useMe } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { words } from '../words/words.ts';
import { DeviceList } from './device-list.tsx';
import { NameForm } from './name-form.tsx';
import { PageHeading } from './page-heading.tsx';
import { TellsReads } from './tells-reads.tsx';

export function YouPage() {
  const me = useMe();
  const command = useCommand();
  return (
    <>
      <PageHeading title={words.pages.you} text={words.pages.youLead} />
      <div className="flex flex-col gap-7">
        <PictureForm me={me} />
        <NameForm
          label={words.pages.yourName}
          hint={words.pages.yourNameHint}
          name={me.name}
          autoComplete="name"
          onSave={async (name) => {
            await command('update_profile', { name });
          }}
        />
        <StatusForm me={me} />
        <ZoneForm me={me} />
      </div>
      <TellsReads />
      <DeviceList />
      {me.role !== 'owner' && <SignOut />}
    </>
  );
}

/** Not for the owner: the desktop would sign in again at once, and a browser could not without the computer at hand. */
function SignOut() {
  const { client, fetch } = useApp();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-label={words.pages.signOut} className="mt-8 max-w-105 border-t border-line-2 pt-5">
      <p className="mb-3 text-list text-ink-2">{words.pages.signOutText}</p>
      <Button icon={LogOut} onClick={() => setIsAsking(true)}>
        {words.pages.signOut}
      </Button>
      {isAsking && (
        <ConfirmDialog
          icon={LogOut}
          title={words.pages.signOutTitle}
          text={words.pages.signOutAsk}
          action={words.pages.signOut}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await createAskHome(fetch)('sign_out', {});
            client.close();
            forgetPageSession(window.localStorage);
            window.location.assign('/');
          }}
        />
      )}
    </section>
  );
}
