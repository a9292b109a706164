import { isOwner } from '../../../src-shared/permissions.ts';
import { useCommand, useHome, useMe } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { BackupsBlock } from './backups-block.tsx';
import { CommandBlock } from './command-block.tsx';
import { AgentListenersSwitch } from './agent-listeners-switch.tsx';
import { HomeSwitch } from './home-switch.tsx';
import { ExportBlock } from './export-block.tsx';
import { NameForm } from './name-form.tsx';
import { PageHeading } from './page-heading.tsx';
import { RetentionBlock } from './retention-block.tsx';
import { StorageBlock } from './storage-block.tsx';

export function HomePage() {
  const home = useHome();
  const command = useCommand();
  const isKeeper = isOwner(useMe());
  const said = strings.settings.homePage;
  return (
    <>
      <PageHeading title={strings.palette.settingsPages.home} text={said.lead} />
      <NameForm
        label={said.name}
        name={home.name}
        autoComplete="off"
        onSave={async (name) => {
          await command('update_home', { name });
        }}
      />
      <StorageBlock />
      <BackupsBlock />
      <ExportBlock scope="home" />
      {isKeeper && <RetentionBlock />}
      {/* Whether a message can call an agent that is not in its room. */}
      <HomeSwitch
        name={strings.pages.mentions}
        label={strings.pages.mentionsSwitch}
        text={strings.pages.mentionsText}
        isOn={home.mentions_reach === 'home'}
        changeTo={(isWide) => ({ mentions_reach: isWide ? 'home' : 'members' })}
      />
      {isKeeper && (
        <HomeSwitch
          name={strings.pages.linkPreviews}
          label={strings.pages.linkPreviewsSwitch}
          text={strings.pages.linkPreviewsText}
          isOn={home.link_previews}
          changeTo={(link_previews) => ({ link_previews })}
        />
      )}
      <CommandBlock />
      {isKeeper && <AgentListenersSwitch />}
    </>
  );
}
