// Replies and events of the agents' protocol, as far as a client reads them. Unknown fields are kept.
import * as z from 'zod/mini';

export const Welcome = z.object({ agent_id: z.string(), name: z.string() });
export type Welcome = z.infer<typeof Welcome>;

export const ChatMessage = z.looseObject({
  message_id: z.string(),
  room_id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  content: z.string(),
  author_kind: z.optional(z.string()),
  is_my_owner: z.optional(z.boolean()),
  /** A program with the access of the author wrote it. */
  by_program: z.optional(z.boolean()),
  reply_to_message: z.optional(z.nullable(z.string())),
  thread_id: z.optional(z.string()),
  /** The ids of those whom it calls. */
  mentions: z.optional(z.array(z.string())),
  metadata: z.unknown(),
  timestamp: z.string(),
  seq: z.int(),
  unfinished: z.optional(z.string()),
  choices: z.optional(z.array(z.string())),
  choice: z.optional(z.string()),
  act: z.optional(z.looseObject({ kind: z.string(), outcome: z.string() })),
  attachments: z.optional(z.array(z.looseObject({ name: z.string() }))),
});

export const RoomTip = z.object({ seq: z.int(), epoch: z.optional(z.int()) });
export type RoomTip = z.infer<typeof RoomTip>;

export const ListedRoom = z.looseObject({
  room_id: z.string(),
  name: z.string(),
  description: z.optional(z.nullable(z.string())),
  topic: z.optional(z.nullable(z.string())),
  tags: z.optional(z.array(z.string())),
  visibility: z.optional(z.string()),
  ephemeral: z.optional(z.boolean()),
  encrypted: z.optional(z.boolean()),
  archived: z.optional(z.boolean()),
  /** Agents cannot write there until a person does. */
  agents_paused: z.optional(z.boolean()),
  member_count: z.optional(z.number()),
  /** Between two participants. */
  direct: z.optional(z.boolean()),
  /** Whether the agent belongs to it. */
  member: z.optional(z.boolean()),
  last_activity: z.optional(z.nullable(z.string())),
});
export type ListedRoom = z.infer<typeof ListedRoom>;
/** `has_more`: the list did not fit into one frame, and continues after its last item. */
export const RoomList = z.object({ rooms: z.array(ListedRoom), has_more: z.optional(z.boolean()) });

export const AgentInfo = z.looseObject({
  agent_id: z.string(),
  name: z.string(),
  capabilities: z.array(z.string()),
  status: z.string(),
  /** Its status is `waiting` then. */
  blocked: z.optional(z.boolean()),
  /** The server wakes it: it is not connected. Its status is `waiting` then. */
  waking: z.optional(z.boolean()),
  status_detail: z.optional(z.nullable(z.string())),
  progress: z.optional(z.nullable(z.number())),
  last_active: z.optional(z.nullable(z.string())),
});
export type AgentInfo = z.infer<typeof AgentInfo>;
export const AgentList = z.object({ agents: z.array(AgentInfo), has_more: z.optional(z.boolean()) });

export const RoomInfo = z.looseObject({
  room: ListedRoom,
  agents: z.array(AgentInfo),
  sub_rooms: z.array(ListedRoom),
  current_turn_holder: z.optional(z.nullable(z.string())),
  leader_id: z.optional(z.nullable(z.string())),
});

export const ApprovalInfo = z.looseObject({
  approval_id: z.string(),
  room_id: z.string(),
  agent_name: z.string(),
  title: z.string(),
  state: z.string(),
  /** The names of those who can answer. */
  waits_for: z.array(z.string()),
  deadline_at: z.string(),
  decided_by_name: z.optional(z.string()),
});
export type ApprovalInfo = z.infer<typeof ApprovalInfo>;

export const VoteInfo = z.looseObject({
  vote_id: z.string(),
  room_id: z.string(),
  title: z.string(),
  options: z.array(z.string()),
  created_at: z.string(),
  closes_at: z.optional(z.nullable(z.string())),
  status: z.string(),
  votes_cast: z.int(),
  eligible_voters: z.int(),
  /** Only of a vote that is closed. */
  tally: z.optional(z.array(z.object({ option_index: z.int(), option_text: z.string(), count: z.int() }))),
});
export type VoteInfo = z.infer<typeof VoteInfo>;
export const VoteList = z.object({ votes: z.array(VoteInfo), has_more: z.optional(z.boolean()) });
export const Cast = z.looseObject({ vote_id: z.string(), votes_cast: z.int(), eligible_voters: z.int() });

export const ElectionStarted = z.looseObject({
  room_id: z.string(),
  candidates: z.array(z.string()),
  opt_out_seconds: z.optional(z.number()),
});
export const LeaderElected = z.looseObject({ room_id: z.string(), leader_id: z.string(), leader_name: z.string() });
export const InRoom = z.looseObject({ room_id: z.string() });
export const Decided = z.looseObject({ room_id: z.string(), message_id: z.string() });

export const TaskInfo = z.looseObject({
  task_id: z.string(),
  room_id: z.string(),
  title: z.string(),
  description: z.optional(z.nullable(z.string())),
  status: z.string(),
  assignee: z.optional(z.nullable(z.string())),
  created_by: z.string(),
  note: z.optional(z.nullable(z.string())),
});
export type TaskInfo = z.infer<typeof TaskInfo>;
export const TaskList = z.object({ tasks: z.array(TaskInfo), has_more: z.optional(z.boolean()) });

export const Subscription = z.looseObject({
  subscription_id: z.string(),
  room_id: z.string(),
  webhook_url: z.string(),
  kinds: z.optional(z.array(z.string())),
  only_from: z.optional(z.nullable(z.string())),
  not_from: z.optional(z.nullable(z.string())),
  only_from_id: z.optional(z.nullable(z.string())),
  not_from_id: z.optional(z.nullable(z.string())),
  exclude_thinking: z.boolean(),
  last_delivered_seq: z.number(),
  status: z.string(),
  failure_count: z.number(),
  last_error: z.optional(z.nullable(z.string())),
  created_at: z.string(),
});
export type Subscription = z.infer<typeof Subscription>;
export const SubscriptionList = z.object({ subscriptions: z.array(Subscription) });
