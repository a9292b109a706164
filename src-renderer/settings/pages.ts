import { Bell, Home, KeyRound, Palette, UserRound, Webhook, Wifi, type LucideIcon } from 'lucide-react';
import type { Person } from '../../src-shared/objects.ts';
import { mayManage } from '../state/permissions.ts';

export type Page = 'you' | 'appearance' | 'notifications' | 'home' | 'sharing' | 'keys' | 'webhooks';

interface PageRow {
  id: Page;
  label: string;
  icon: LucideIcon;
  /** About the home, not about this person: for those who look after it. */
  isOfHome: boolean;
}

const PAGES: readonly PageRow[] = [
  { id: 'you', label: 'You', icon: UserRound, isOfHome: false },
  { id: 'appearance', label: 'Appearance', icon: Palette, isOfHome: false },
  { id: 'notifications', label: 'Notifications', icon: Bell, isOfHome: false },
  { id: 'home', label: 'Home', icon: Home, isOfHome: true },
  { id: 'sharing', label: 'Sharing', icon: Wifi, isOfHome: true },
  { id: 'keys', label: 'Keys', icon: KeyRound, isOfHome: true },
  { id: 'webhooks', label: 'Webhooks', icon: Webhook, isOfHome: true },
];

export function pagesFor(me: Person): readonly PageRow[] {
  return PAGES.filter((page) => !page.isOfHome || mayManage(me));
}
