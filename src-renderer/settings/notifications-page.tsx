import { DeviceSection } from '../notify/device-section.tsx';
import { QuietSection } from '../notify/quiet-section.tsx';
import { RoomsSection } from '../notify/rooms-section.tsx';
import { WhatSection } from '../notify/what-section.tsx';
import { words } from '../words/words.ts';
import { PageHeading } from './page-heading.tsx';

export function NotificationsPage() {
  const { label, text } = words.notify.page;
  return (
    <>
      <PageHeading title={label} text={text} />
      <WhatSection />
      <DeviceSection />
      <QuietSection />
      <RoomsSection />
    </>
  );
}
