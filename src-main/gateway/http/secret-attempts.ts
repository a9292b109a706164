// The common part of all endpoints that take a secret from a client that is not signed in.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../src-shared/errors.ts';
import { hashSecret } from '../domain/access/secrets.ts';
import { networkOf } from '../domain/network.ts';
import type { HttpDeps } from './app.ts';
import type { HttpContext } from './env.ts';
import { LoginThrottle } from './login-throttle.ts';
import { digest, idempotencyKey, respond, type Answer } from './idempotency.ts';

export class SecretAttempts {
  readonly #limit: LoginThrottle;
  readonly #answers: HttpDeps['answers'];

  constructor({ core, answers }: Pick<HttpDeps, 'core' | 'answers'>) {
    this.#limit = new LoginThrottle({ now: core.now, wait: (ms) => sleep(ms) });
    this.#answers = answers;
  }

  /** Slows down guessing: an error of the work counts against the client's address. */
  attempt<T>(c: HttpContext, work: () => Promise<T>): Promise<T> {
    const { entrance, incoming } = c.env;
    return this.#limit.attempt(networkOf(entrance.clientAddress(incoming)), work);
  }

  /** A write before the sign-in, identified by its secret. Sent again it is refused, because the halves of a session are not kept for a second answer. */
  async once(c: HttpContext, secret: string, asked: string, work: () => Promise<Answer>): Promise<Response> {
    const key = idempotencyKey(c.req.header('idempotency-key'));
    if (key === null) return respond(await work());
    let first: Answer | null = null;
    const write = { who: `secret ${hashSecret(secret)}`, key, asked: digest(`${c.req.path}\n${asked}`) };
    await this.#answers.run(write, async () => {
      first = await work();
      return { status: first.status, body: '' };
    });
    if (!first) throw new AppError('already_done');
    return respond(first);
  }
}
