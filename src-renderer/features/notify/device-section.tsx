// The notification settings of this device: notifications, sounds, the number, and how much of a message is shown.
import { BellRing, CircleSlash, TextQuote, UserRound, Volume2 } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DeviceSettings, Sound } from '../../../src-shared/notify/device.ts';
import { drop } from '../../lib/drop.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { strings } from '../../strings/all-strings.ts';
import { pushAccess } from '../push/push-access.ts';
import { createChime } from './chime.ts';
import { askForNotifications, notificationAccess, type NotificationAccess } from './web-notifications.ts';

export function DeviceSection() {
  const { device } = useApp();
  const settings = useStore(device);
  const isDesktop = window.lanai !== undefined;
  const text = strings.notifyPage;
  const change = (part: Partial<DeviceSettings>): void => device.setState(part);
  return (
    <section aria-label={text.device} className="mt-7 border-t border-line pt-5">
      <h4 className="mb-1.5 text-list font-semibold text-ink-2">{text.device}</h4>
      {isDesktop ? (
        <Switch isOn={settings.notifications} onChange={(notifications) => change({ notifications })} hint={text.systemDesktop}>
          {text.system}
        </Switch>
      ) : (
        <BrowserNotifications isOn={settings.notifications} onChange={(notifications) => change({ notifications })} />
      )}
      <Switch isOn={settings.sounds} onChange={(sounds) => change({ sounds })} hint={text.soundsText}>
        {text.sounds}
      </Switch>
      {settings.sounds && <Samples />}
      <Switch isOn={settings.badge} onChange={(badge) => change({ badge })} hint={isDesktop ? text.badgeDesktop : text.badgeBrowser}>
        {text.badge}
      </Switch>
      <div className="mt-4">
        <ChoiceCards
          label={text.shows}
          columns={3}
          selected={settings.shows}
          onSelect={(shows) => change({ shows })}
          choices={[
            { value: 'text', icon: TextQuote, label: text.showsText, text: text.showsTextText },
            { value: 'name', icon: UserRound, label: text.showsName, text: text.showsNameText },
            { value: 'nothing', icon: CircleSlash, label: text.showsNothing, text: text.showsNothingText },
          ]}
        />
      </div>
    </section>
  );
}

interface SwitchProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  hint: string;
  children: ReactNode;
}

function Switch({ isOn, onChange, hint, children }: SwitchProps) {
  return (
    <div className="mb-1.5">
      <div className="-mx-2">
        <Checkbox isChecked={isOn} onChange={onChange}>
          {children}
        </Checkbox>
      </div>
      <p className="ps-7.5 text-list text-ink-2">{hint}</p>
    </div>
  );
}

/** Shown only where the browser may show them; else why it may not, and the button that asks. */
function BrowserNotifications({ isOn, onChange }: Pick<SwitchProps, 'isOn' | 'onChange'>) {
  const [access, setAccess] = useState<NotificationAccess>(() => notificationAccess(window));
  const text = strings.notifyPage;
  const hasPush = ['ready', 'ask'].includes(pushAccess(window));
  useEffect(() => {
    // They may have been allowed in the browser's own settings meanwhile.
    const look = (): void => setAccess(notificationAccess(window));
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  if (access === 'granted')
    return (
      <Switch isOn={isOn} onChange={onChange} hint={text.systemBrowser}>
        {text.system}
      </Switch>
    );
  // On Android a page shows none itself, and pushes do.
  if (access === 'missing' && hasPush) return null;
  const ask = async (): Promise<void> => {
    const answer = await askForNotifications(window);
    setAccess(answer);
    if (answer === 'granted') onChange(true);
  };
  return (
    <div className="mb-3 flex flex-col items-start gap-2.5 rounded-card border border-line bg-raise p-3">
      <p className="text-list text-ink-2">
        {{ ask: text.ask, refused: text.refused, insecure: text.insecure, missing: text.missing }[access]}
      </p>
      {access === 'ask' && (
        <Button icon={BellRing} onClick={() => drop(ask(), 'a browser that does not answer has not been asked')}>
          {text.allow}
        </Button>
      )}
    </div>
  );
}

function Samples() {
  const [chime] = useState(() => createChime(() => new AudioContext(), Date.now));
  useEffect(() => chime.close, [chime]);
  const text = strings.notifyPage;
  const hear = (sound: Sound) => (): void => drop(chime.play(sound), 'nothing is lost but a sound');
  return (
    <p className="mb-2.5 flex flex-wrap gap-2 ps-7.5">
      <Button size="small" icon={Volume2} onClick={hear('call')}>
        {text.hearCall}
      </Button>
      <Button size="small" icon={Volume2} onClick={hear('soft')}>
        {text.hearSoft}
      </Button>
    </p>
  );
}
