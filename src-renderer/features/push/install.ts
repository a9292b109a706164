// The browser's offer to install the app, kept until the user presses the button for it.

/** https://wicg.github.io/manifest-incubations/#installation-prompts */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const Kept: { prompt: InstallPrompt | null; listeners: Set<() => void> } = { prompt: null, listeners: new Set() };

export function keepInstallPrompt(page: Window): () => void {
  const keep = (event: Event): void => set(isPrompt(event) ? event : null);
  const forget = (): void => set(null);
  page.addEventListener('beforeinstallprompt', keep);
  page.addEventListener('appinstalled', forget);
  return () => {
    page.removeEventListener('beforeinstallprompt', keep);
    page.removeEventListener('appinstalled', forget);
  };
}

function set(prompt: InstallPrompt | null): void {
  prompt?.preventDefault();
  Kept.prompt = prompt;
  for (const each of Kept.listeners) each();
}

function isPrompt(event: Event): event is InstallPrompt {
  return 'prompt' in event;
}

export function onInstallable(listener: () => void): () => void {
  Kept.listeners.add(listener);
  return () => Kept.listeners.delete(listener);
}

export function isInstallable(): boolean {
  return Kept.prompt !== null;
}

/** An offer can be taken up once. */
export async function install(): Promise<void> {
  const { prompt } = Kept;
  set(null);
  await prompt?.prompt();
}
