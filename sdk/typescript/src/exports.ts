// What both builds export besides `connect` and `signIn`.
export { LanaiError, type LanaiErrorCode } from './error.ts';
export type { Call, CallOptions, Client, ConnectOptions } from './client.ts';
export type { ClientEvents, ConnectionState, EventName, Listener, Reacted, StreamChange } from './events.ts';
export type { FileContent, TransferOptions, UploadOptions } from './files.ts';
export type { HistoryOptions, OwnVote, PresenceOptions, RoomClient, SearchOptions, SendOptions } from './room.ts';
export type { Rooms } from './rooms.ts';
export type { AgentCredentials, Credentials, PersonCredentials, Session } from './credentials.ts';
export type { SignInOptions } from './sign-in.ts';
export type { EndOptions, StreamWriter } from './stream.ts';
export type * from './protocol.ts';
