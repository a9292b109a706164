import { DeviceSection } from '../../features/notify/device-section.tsx';
import { QuietSection } from '../../features/notify/quiet-section.tsx';
import { RoomsSection } from '../../features/notify/rooms-section.tsx';
import { WhatSection } from '../../features/notify/what-section.tsx';
import { strings } from '../../strings/all-strings.ts';
import { PageHeading } from './page-heading.tsx';
import { PushSection } from './push-section.tsx';

export function NotificationsPage() {
  const { label, text } = strings.notifyPage;
  return (
    <>
      <PageHeading title={label} text={text} />
      <WhatSection />
      <DeviceSection />
      {window.lanai === undefined && <PushSection />}
      <QuietSection />
      <RoomsSection />
    </>
  );
}
