import { useCommand, useHome } from '../state/store.ts';
import { ClawChatSwitch } from './clawchat-switch.tsx';
import { MentionsReach } from './mentions-reach.tsx';
import { NameForm } from './name-form.tsx';
import { PageHeading } from './page-heading.tsx';

export function HomePage() {
  const home = useHome();
  const command = useCommand();
  return (
    <>
      <PageHeading title="Home" text="What this place is called, for everybody in it and on invites." />
      <NameForm
        label="Name of this place"
        name={home.name}
        autoComplete="off"
        onSave={async (name) => {
          await command('update_home', { name });
        }}
      />
      <MentionsReach />
      <ClawChatSwitch />
    </>
  );
}
