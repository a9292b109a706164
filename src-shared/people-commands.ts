// What people change of themselves, and whoever runs the home of people and agents.
import * as z from 'zod/mini';
import { Key } from './keys.ts';
import { Name } from './name.ts';
import { Agent, Participant, Person } from './objects.ts';
import { AgentDescription, Hue, NewStatus, TimeZone } from './profile.ts';

const given = z.string().check(z.minLength(1), z.maxLength(200));
const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));
const aboutOne = z.object({ participant_id: given });

export const PEOPLE_COMMANDS = {
  update_profile: {
    summary: "Change one's own name, colour, status or time zone. What is left out stays; null takes it away",
    right: 'admin',
    request: z.object({
      name: z.optional(Name),
      color: optional(Hue),
      status: optional(NewStatus),
      time_zone: optional(TimeZone),
      /** A picture comes by PUT /api/profile/picture, and goes by null here. */
      picture: z.optional(z.null()),
    }),
    reply: Participant,
  },
  clear_profile: {
    summary: "Take away somebody's picture and status, when they are not fit to be seen",
    right: 'admin',
    request: aboutOne,
    reply: Person,
  },
  update_agent: {
    summary:
      "Change the colour or the description of one's own agent, or the key that it comes with. What is left out stays; null takes it away",
    right: 'admin',
    request: z.object({ participant_id: given, color: optional(Hue), description: optional(AgentDescription), key_id: z.optional(given) }),
    reply: Agent,
  },
  agent_access: {
    summary: 'How an agent comes in: for its owner, and for whoever runs the home',
    right: 'admin',
    request: aboutOne,
    /** `key`: null for the built-in ones. `agent_ids`: who else came with the same key. */
    reply: z.object({ key: z.nullable(Key), agent_ids: z.array(z.string()) }),
  },
  remove_agent: {
    summary: 'Put an agent out of the home: its connections end, its id is refused, it leaves its rooms. What it wrote stays',
    right: 'admin',
    /** `revoke_key`: end the key it came with too, and with it whoever else came with that. */
    request: z.object({ participant_id: given, revoke_key: z._default(z.boolean(), false) }),
    reply: Agent,
  },
  readmit_agent: { summary: 'Let an agent in again that was removed', right: 'admin', request: aboutOne, reply: Agent },
} as const;
