// Pushes to this browser: on and off, a test, and why there are none.
import { BellRing, Download } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { PushDevice } from '../../../src-shared/push.ts';
import type { PushShows } from '../../../src-shared/push-shows.ts';
import { install, isInstallable, onInstallable } from '../../features/push/install.ts';
import type { PushAccess } from '../../features/push/push-access.ts';
import { drop } from '../../lib/drop.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field, FieldError, Select } from '../../ui/field.tsx';
import { ago } from '../../ui/phrases.ts';
import { useNow } from '../../ui/use-now.ts';
import { strings } from '../../strings/all-strings.ts';
import { deviceName } from '../../features/devices/device-words.ts';
import { usePush, type PushSettings } from './use-push.ts';

export function PushSection() {
  const push = usePush();
  const { access, devices, isOn, tested } = push;
  const text = strings.push;
  const current = devices?.find(({ is_current }) => is_current);
  const others = devices?.filter(({ is_current }) => !is_current) ?? [];
  return (
    <section aria-label={text.title} className="mt-7 border-t border-line pt-5">
      <h4 className="mb-1.5 text-list font-semibold text-ink-2">{text.title}</h4>
      <InstallOffer />
      {access === 'ready' || access === 'ask' ? (
        <>
          <div className="-mx-2">
            <Checkbox isChecked={isOn} isDisabled={devices === null} onChange={(on) => (on ? push.turnOn() : push.turnOff())}>
              {text.on}
            </Checkbox>
          </div>
          <p className="ps-7.5 text-list text-ink-2">
            {text.text} {access === 'ask' && text.ask}
          </p>
          {isOn && current && <Current push={push} device={current} />}
          <FieldError text={push.error ?? (!isOn && tested?.ok === false ? text.failed(tested.answer) : null)} />
        </>
      ) : (
        <p className="rounded-card border border-line bg-raise p-3 text-list text-ink-2">{reason(access)}</p>
      )}
      {others.length > 0 && <Others devices={others} />}
    </section>
  );
}

function reason(access: Exclude<PushAccess, 'ready' | 'ask'>): string {
  const { insecure, homeScreen, missing, refused } = strings.push;
  return { insecure, 'home-screen': homeScreen, missing, refused }[access];
}

function Current({ push, device }: { push: PushSettings; device: PushDevice }) {
  const text = strings.push;
  const choices: readonly [PushShows, string][] = [
    ['name', text.showsName],
    ['text', text.showsText],
    ['nothing', text.showsNothing],
  ];
  return (
    <div className="mt-3 flex flex-col items-start gap-3 ps-7.5">
      <Field label={text.shows}>
        {(control) => (
          <Select
            {...control}
            value={device.shows}
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the options below
            onChange={({ target }) => push.setShows(target.value as PushShows)}
          >
            {choices.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button icon={BellRing} isBusy={push.task.isBusy} onClick={push.test}>
        {text.test}
      </Button>
      <p role="status" className="text-list text-ink-2">
        <State push={push} device={device} />
      </p>
    </div>
  );
}

function State({ push: { tested }, device }: { push: PushSettings; device: PushDevice }): ReactNode {
  const now = useNow();
  if (tested) return tested.ok ? strings.push.tested(tested.answer) : strings.push.failed(tested.answer);
  return stateOf(device, now);
}

function stateOf({ failure, delivered_at }: PushDevice, now: number): string {
  const { failed, never, delivered } = strings.push;
  if (failure !== null) return failed(failure);
  return delivered_at === null ? never : delivered(ago(delivered_at, now));
}

function Others({ devices }: { devices: readonly PushDevice[] }) {
  const now = useNow();
  return (
    <div className="mt-4">
      <p className="mb-1 text-list text-ink-2">{strings.push.others}</p>
      <ul className="text-list text-ink">
        {devices.map((each) => (
          <li key={each.session_id}>{strings.push.other(deviceName(each), stateOf(each, now))}</li>
        ))}
      </ul>
    </div>
  );
}

function InstallOffer() {
  const isOffered = useSyncExternalStore(onInstallable, isInstallable);
  if (!isOffered) return null;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2.5">
      <Button icon={Download} onClick={() => drop(install(), 'the browser offers it again with the next start')}>
        {strings.push.install}
      </Button>
      <p className="text-list text-ink-2">{strings.push.installText}</p>
    </div>
  );
}
