// The friend API: the page of an invite, and the requests of a person's program.
import type { FRIEND_ENDPOINTS } from '../../../src-shared/endpoints/friends.ts';
import { previewInvite } from '../domain/access/commands.ts';
import { programPage } from '../domain/access/program-page.ts';
import { defaultRoom, joinAsProgram } from '../domain/access/programs.ts';
import type { HttpDeps } from './app.ts';
import { refuseBrowser } from './authenticate.ts';
import type { Endpoints } from './endpoints.ts';
import { clientIdOf, idempotencyKey } from './idempotency.ts';
import { invitePage } from './invite-page.ts';
import { originOfRequest } from './origin.ts';
import { placeOf } from './sessions.ts';

export function friendEndpoints({ core, commands }: HttpDeps): Pick<Endpoints, keyof typeof FRIEND_ENDPOINTS> {
  return {
    invite_page: ({ c, request: { invite } }) =>
      invitePage(c, encodeURIComponent(invite), (origin) => programPage({ ...previewInvite(core, invite), code: invite, origin })),
    async join_as_program({ c, request }) {
      refuseBrowser(c);
      return { reply: await joinAsProgram(core, request, placeOf(c)) };
    },
    async chat({ c, actor, request: { text, room } }) {
      const key = idempotencyKey(c.req.header('idempotency-key'));
      const payload = { room_id: room ?? defaultRoom(core, actor), content: text, client_id: key && clientIdOf(key) };
      const context = { actor, seat: null, origin: originOfRequest(c) };
      return { reply: await core.executeAdmitted(commands, context, 'send_message', payload) };
    },
  };
}
