// Agents that answer each other in a room stop after so many messages, until a person writes there or continues them.

/** How often agents may answer each other without a message of a person, in a room that has no other limit. */
export const AGENT_RUN_DEFAULT = 30;
export const AGENT_RUN_MAX = 1_000;
/** So many thoughts, acts, edits or reactions count as one message: an agent makes many of them for one answer. */
export const SMALL_ACTS_PER_MESSAGE = 20;
