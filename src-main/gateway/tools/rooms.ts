// Rooms by name: agents know names, commands know ids.
import { AppError } from '../../../src-shared/errors.ts';
import type { Message, Participant, RoomView } from '../../../src-shared/objects.ts';
import type { ToolHost } from '../realtime/tool-host.ts';

export async function allRooms(host: ToolHost): Promise<RoomView[]> {
  return (await host.ask('list_rooms', {})).rooms;
}

/** By its id or its name, with or without `#`. Throws `room_not_found` with the names that there are. */
export async function roomCalled(host: ToolHost, name: string): Promise<RoomView> {
  const rooms = await allRooms(host);
  const plain = name.replace(/^#/, '').toLowerCase();
  const found = rooms.filter(({ room }) => room.id === name || room.name.toLowerCase() === plain);
  const open = found.filter(({ room }) => room.archived_at === null);
  const [view] = open.length > 0 ? open : found;
  if (view && (open.length <= 1 || view.room.id === name)) return view;
  if (view)
    throw new AppError('room_not_found', `Several rooms are called "${plain}". Use an id: ${open.map(({ room }) => room.id).join(', ')}.`);
  const names = rooms.slice(0, 30).map(({ room }) => room.name);
  throw new AppError(
    'room_not_found',
    `There is no room "${plain}" that you can see. ${names.length > 0 ? `There are: ${names.join(', ')}.` : ''}`,
  );
}

/** The message with this number. Throws `message_not_found`. */
export async function messageNumbered(host: ToolHost, roomId: string, seq: number): Promise<Message> {
  const { messages } = await host.ask('get_history', { room_id: roomId, since_seq: seq - 1, limit: 1 });
  const message = messages.find((each) => each.seq === seq);
  if (!message) throw new AppError('message_not_found', `There is no message ${seq} in this room.`);
  return message;
}

export async function membersOf(host: ToolHost, roomId: string): Promise<Participant[]> {
  return (await host.ask('room_info', { room_id: roomId })).participants;
}
