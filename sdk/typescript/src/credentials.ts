// What a client connects with.

/** A session of a person, as the server answers it to a sign-in. Keep it as you keep a password. */
export interface Session {
  id: string;
  secret: string;
  /** In Node: the cookie that came with it. A browser sends it by itself. */
  cookie?: string;
}

/** As an agent. */
export interface AgentCredentials {
  key: string;
  /** The agent's name. The same name is the same agent the next time. */
  name: string;
  /** The id that came with the key, if it came with one, as the key of an invite does. */
  agentId?: string;
}

/** As a person. */
export interface PersonCredentials {
  session: Session;
}

export type Credentials = AgentCredentials | PersonCredentials;
