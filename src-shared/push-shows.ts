// How much a push says. A separate file, for a page that needs no more.
import type * as z from 'zod/mini';
import { DeviceSettings } from './notify/device.ts';

export const PushShows = DeviceSettings.shape.shows;
export type PushShows = z.infer<typeof PushShows>;

/** A push is shown on a locked screen too. */
export const FIRST_PUSH_SHOWS: PushShows = 'name';
