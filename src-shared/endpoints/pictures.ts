import * as z from 'zod/mini';
import { nothing } from '../commands/fields.ts';
import { PICTURE_SIDE_MAX } from '../limits.ts';
import { Participant } from '../objects.ts';
import { OWN_PICTURE_PATH } from '../profile.ts';
import type { EndpointRow } from './row.ts';

export const PICTURE_ENDPOINTS = {
  set_picture: {
    title: 'Set the profile picture',
    summary: `Set the picture of the person who asks: a square PNG, JPEG or WebP of at most ${PICTURE_SIDE_MAX} pixels a side.`,
    access: { right: 'admin' },
    request: nothing,
    body: 'raw',
    reply: Participant,
    http: `PUT ${OWN_PICTURE_PATH}`,
    readOnly: false,
    audit: { none: 'It is about the caller only.' },
  },
  fetch_picture: {
    title: 'Download a picture',
    summary: "Get the picture of a person. The SHA-256 is in the person's `picture`.",
    access: { right: 'read' },
    request: z.object({ participant_id: z.string(), sha256: z.string() }),
    reply: { contentType: '*/*', description: 'The picture' },
    http: 'GET /api/people/:participant_id/picture/:sha256',
    readOnly: true,
  },
} as const satisfies Record<string, EndpointRow>;
