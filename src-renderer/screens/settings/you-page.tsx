import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { PictureForm } from '../../features/people/picture-form.tsx';
import { StatusForm } from '../../features/people/status-form.tsx';
import { ZoneForm } from '../../features/people/zone-form.tsx';
import { useCommand, useMe } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { DeviceList } from './device-list.tsx';
import { ExportBlock } from './export-block.tsx';
import { NameForm } from './name-form.tsx';
import { PageHeading } from './page-heading.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { TellsReads } from './tells-reads.tsx';

export function YouPage() {
  const me = useMe();
  const command = useCommand();
  return (
    <>
      <PageHeading title={strings.pages.you} text={strings.pages.youLead} />
      <div className="flex flex-col gap-7">
        <PictureForm me={me} />
        <NameForm
          label={strings.pages.yourName}
          hint={strings.pages.yourNameHint}
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
      <ExportBlock scope="own" />
      {me.role !== 'owner' && <SignOut />}
    </>
  );
}

/** Not for the owner: the desktop would sign in again at once, and a browser could not without the computer at hand. */
function SignOut() {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section aria-label={strings.pages.signOut} className="mt-8 max-w-105 border-t border-line-2 pt-5">
      <p className="mb-3 text-list text-ink-2">{strings.pages.signOutText}</p>
      <Button icon={LogOut} onClick={() => setIsAsking(true)}>
        {strings.pages.signOut}
      </Button>
      {isAsking && <SignOutDialog onClose={() => setIsAsking(false)} />}
    </section>
  );
}
