import * as z from 'zod/mini';
import { Person } from '../objects.ts';
import { PageSession } from '../page-proof.ts';

export const secret = z.string().check(z.minLength(1), z.maxLength(200));

export const SignedIn = z.object({ me: Person, session: PageSession });
