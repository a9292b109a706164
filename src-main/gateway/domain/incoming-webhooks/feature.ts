import type { CommandName, Reply, Request } from '../../../../src-shared/commands/index.ts';
import type { INCOMING_WEBHOOK_COMMANDS } from '../../../../src-shared/commands/incoming-webhooks.ts';
import type { Commands, Context, Core } from '../core.ts';

type HookCommand = keyof typeof INCOMING_WEBHOOK_COMMANDS & CommandName;

/** The commands about incoming webhooks. Their handlers are loaded with the first one: most servers have no webhook. */
export function incomingWebhookFeature(core: Core): Pick<Commands, HookCommand> {
  const run =
    <C extends HookCommand>(name: C) =>
    async (context: Context, request: Request<C>): Promise<Reply<C>> => {
      const { incomingWebhookCommands } = await import('./commands.ts');
      const handlers: Pick<Commands, C> = incomingWebhookCommands(core);
      return handlers[name](context, request);
    };
  return {
    create_incoming_webhook: run('create_incoming_webhook'),
    list_incoming_webhooks: run('list_incoming_webhooks'),
    update_incoming_webhook: run('update_incoming_webhook'),
    renew_incoming_webhook: run('renew_incoming_webhook'),
    test_incoming_webhook: run('test_incoming_webhook'),
    delete_incoming_webhook: run('delete_incoming_webhook'),
  };
}
