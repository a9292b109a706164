import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { createAskHome } from '../join/home-api.ts';
import { PictureForm } from '../people/picture-form.tsx';
import { StatusForm } from '../people/status-form.tsx';
import { ZoneForm } from '../people/zone-form.tsx';
import { useApp, useCommand, useMe } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { NameForm } from './name-form.tsx';
import { PageHeading } from './page-heading.tsx';
import { TellsReads } from './tells-reads.tsx';

export function YouPage() {
  const me = useMe();
  const command = useCommand();
  return (
    <>
      <PageHeading title="You" text="How the others here see you." />
      <div className="flex flex-col gap-7">
        <PictureForm me={me} />
        <NameForm
          label="Your name"
          hint="It changes on everything you wrote, too."
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
      {me.role !== 'owner' && <SignOut />}
    </>
  );
}

/** Not for the owner: the desktop would sign in again at once, and a browser could not without the computer at hand. */
function SignOut() {
  const { client } = useApp();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-label="Sign out" className="mt-8 max-w-105 border-t border-line-2 pt-5">
      <p className="mb-3 text-list text-ink-2">Signing out ends this browser’s access. To come back you need a new link.</p>
      <Button icon={LogOut} onClick={() => setIsAsking(true)}>
        Sign out
      </Button>
      {isAsking && (
        <ConfirmDialog
          icon={LogOut}
          title="Sign out of this browser"
          text="What you wrote stays. To come back, ask for a new invite link."
          action="Sign out"
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await createAskHome(window.fetch.bind(window))('DELETE /api/session', {});
            client.close();
            window.location.assign('/');
          }}
        />
      )}
    </section>
  );
}
