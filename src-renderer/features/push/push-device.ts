// This browser as a device that receives pushes: subscribed at the push service of its maker, and known to the server.
import { base64ToBytes, bytesToBase64 } from '../../../src-shared/base64.ts';
import type { RequestInput } from '../../../src-shared/commands/index.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { PushDevice } from '../../../src-shared/push.ts';
import { FIRST_PUSH_SHOWS, PushShows } from '../../../src-shared/push-shows.ts';
import type { RunCommand } from '../../sync/store.ts';
import { pushAccess } from './push-access.ts';
import { registerWorker } from './service-worker.ts';

/** The participant whose pushes this browser receives, what they show, and FAILING when they do not arrive. */
const KEY = 'lanai.push';
const FAILING = 'failing';
/** A browser that cannot reach its push service may never answer. */
const WAIT_MS = 20_000;

/** Why the browser did not subscribe. `says`: its own words. */
export class NotSubscribed extends Error {
  override readonly name = 'NotSubscribed';
  readonly why: 'refused' | 'service' | 'silent';

  constructor(why: NotSubscribed['why'], options?: ErrorOptions) {
    super(why, options);
    this.why = why;
  }
}

export interface PushSeams {
  page: Window;
  request: RunCommand;
  meId: string;
}

/** The content that the pushes of this person show here; null: this browser receives none for the person. */
export function keptPush({ localStorage }: Pick<Window, 'localStorage'>, meId: string): PushShows | null {
  const [id, shows] = (localStorage.getItem(KEY) ?? '').split(' ');
  const { data } = PushShows.safeParse(shows);
  return id === meId ? (data ?? null) : null;
}

/** The push service accepted the last push, so that the page need not notify as well. */
export function arePushesAccepted(page: Pick<Window, 'localStorage'>, meId: string): boolean {
  return keptPush(page, meId) !== null && page.localStorage.getItem(KEY)?.split(' ')[2] !== FAILING;
}

/** Asks the server whether it lists this device without a failure. */
export async function checkPush(seams: PushSeams): Promise<void> {
  const { devices } = await seams.request('list_push_devices', {});
  keepDevice(seams, currentOf(devices));
}

function currentOf(devices: readonly PushDevice[]): PushDevice | undefined {
  return devices.find(({ is_current }) => is_current);
}

function keepDevice({ page, meId }: PushSeams, device: PushDevice | undefined): void {
  const shows = keptPush(page, meId);
  if (shows !== null) keep(page, meId, shows, device);
}

function keep({ localStorage }: Window, meId: string, shows: PushShows, device: PushDevice | undefined): void {
  const isAccepted = device !== undefined && device.failure === null;
  localStorage.setItem(KEY, isAccepted ? `${meId} ${shows}` : `${meId} ${shows} ${FAILING}`);
}

/** Asks the user first. It has to follow a press. */
export async function turnOnPush(seams: PushSeams, shows: PushShows = FIRST_PUSH_SHOWS): Promise<PushDevice> {
  if ((await Notification.requestPermission()) !== 'granted') throw new NotSubscribed('refused');
  const { public_key } = await seams.request('list_push_devices', {});
  return subscribe(seams, { publicKey: public_key, shows, isFresh: false });
}

export async function turnOffPush({ page, request }: PushSeams): Promise<void> {
  try {
    await request('unsubscribe_push', {});
  } finally {
    await leavePushService(page);
  }
}

/** Also without the server, at the sign-out. */
export async function leavePushService(page: Window): Promise<void> {
  page.localStorage.removeItem(KEY);
  const registration = await page.navigator.serviceWorker?.getRegistration('/');
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** At each start of the app: the browser may have another endpoint, and the server may have dropped this one. */
export async function renewPush(seams: PushSeams): Promise<void> {
  const shows = keptPush(seams.page, seams.meId);
  // Another person used this browser: their pushes end here.
  if (shows === null) return seams.page.localStorage.getItem(KEY) === null ? undefined : leavePushService(seams.page);
  if (pushAccess(window) !== 'ready') return turnOffPush(seams);
  const { public_key, devices } = await seams.request('list_push_devices', {});
  const known = currentOf(devices);
  keepDevice(seams, known);
  await subscribe(seams, { publicKey: public_key, shows, isFresh: known === undefined });
}

interface How {
  publicKey: string;
  shows: PushShows;
  /** The previous endpoint is no longer used. */
  isFresh: boolean;
}

async function subscribe(seams: PushSeams, how: How): Promise<PushDevice> {
  const { page, request, meId } = seams;
  const payload = payloadOf(page, await subscriptionOf(page, how), how.shows);
  try {
    const device = await request('subscribe_push', payload);
    keep(page, meId, how.shows, device);
    return device;
  } catch (error) {
    // Another person receives pushes here: this one gets a separate endpoint.
    if (error instanceof AppError && error.code === 'access_denied' && !how.isFresh) return subscribe(seams, { ...how, isFresh: true });
    throw error;
  }
}

async function subscriptionOf(page: Window, { publicKey, isFresh }: How): Promise<PushSubscription> {
  const { pushManager } = await ready(page);
  const known = await pushManager.getSubscription();
  if (known && !isFresh && toBase64Url(known.options.applicationServerKey) === publicKey) return known;
  await known?.unsubscribe();
  try {
    return await within(page, pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64Url(publicKey) }));
  } catch (error) {
    if (error instanceof NotSubscribed) throw error;
    throw new NotSubscribed(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'service', { cause: error });
  }
}

async function ready(page: Window): Promise<ServiceWorkerRegistration> {
  await registerWorker(page);
  return within(page, page.navigator.serviceWorker.ready);
}

function within<T>(page: Window, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = page.setTimeout(() => reject(new NotSubscribed('silent')), WAIT_MS);
    work.then(resolve, reject).finally(() => page.clearTimeout(limit));
  });
}

function payloadOf({ location }: Window, subscription: PushSubscription, shows: PushShows): RequestInput<'subscribe_push'> {
  const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = subscription.toJSON();
  const { timeZone: time_zone } = new Intl.DateTimeFormat().resolvedOptions();
  return { endpoint, p256dh, auth, shows, origin: location.origin, time_zone };
}

function toBase64Url(bytes: ArrayBuffer | null): string {
  const text = bytesToBase64(new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64ToBytes(text.replaceAll('-', '+').replaceAll('_', '/')) ?? []);
}
