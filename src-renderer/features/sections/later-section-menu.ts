import { lazyPart } from '../../ui/lazy.tsx';

export const SectionMenuPart = lazyPart(async () => (await import('./section-menu.tsx')).SectionMenu);
