import {
  Activity,
  Bell,
  BrainCircuit,
  Home,
  Keyboard,
  KeyRound,
  Palette,
  ScrollText,
  ShieldCheck,
  UserRound,
  Webhook,
  Wifi,
  type LucideIcon,
} from 'lucide-react';
import type { Person } from '../../../src-shared/objects.ts';
import type { SettingsPage } from '../../sync/device/dialogs.ts';
import { mayManage } from '../../../src-shared/permissions.ts';
import { strings } from '../../strings/all-strings.ts';

export interface PageRow {
  id: SettingsPage;
  label: string;
  icon: LucideIcon;
  /** The first of its group in the list. */
  startsGroup: boolean;
}

interface PageSeed {
  id: SettingsPage;
  icon: LucideIcon;
  group: 'own' | 'home';
  /** For those who look after the home. */
  isForKeepers: boolean;
}

const PAGES: readonly PageSeed[] = [
  { id: 'you', icon: UserRound, group: 'own', isForKeepers: false },
  { id: 'appearance', icon: Palette, group: 'own', isForKeepers: false },
  { id: 'notifications', icon: Bell, group: 'own', isForKeepers: false },
  { id: 'shortcuts', icon: Keyboard, group: 'own', isForKeepers: false },
  { id: 'home', icon: Home, group: 'home', isForKeepers: true },
  { id: 'sharing', icon: Wifi, group: 'home', isForKeepers: true },
  { id: 'keys', icon: KeyRound, group: 'home', isForKeepers: true },
  { id: 'models', icon: BrainCircuit, group: 'home', isForKeepers: true },
  { id: 'webhooks', icon: Webhook, group: 'home', isForKeepers: true },
  { id: 'roles', icon: ShieldCheck, group: 'home', isForKeepers: false },
  { id: 'audit', icon: ScrollText, group: 'home', isForKeepers: true },
  { id: 'diagnostics', icon: Activity, group: 'home', isForKeepers: false },
];

export function pagesFor(me: Person): readonly PageRow[] {
  const shown = PAGES.filter((page) => !page.isForKeepers || mayManage(me));
  return shown.map(({ id, icon, group }, index) => ({
    id,
    icon,
    label: strings.palette.settingsPages[id],
    startsGroup: index > 0 && shown[index - 1]?.group !== group,
  }));
}
