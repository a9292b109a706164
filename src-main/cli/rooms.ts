import { AppError } from '../../src-shared/errors.ts';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { everyPage } from './every-page.ts';
import { Failure } from './failure.ts';
import { RoomList, type ListedRoom } from '../../src-shared/agent-protocol/replies.ts';
import * as z from 'zod/mini';

/** The room that is meant: by its id, its name, or its name in another case, with or without a #. Throws Failure. */
export async function findRoom(client: AgentClient, wanted: string): Promise<ListedRoom> {
  return pickRoom(await allRooms(client), wanted);
}

/** However many frames they take. */
export function allRooms(client: Pick<AgentClient, 'request'>): Promise<ListedRoom[]> {
  return everyPage(async (last) => {
    const { rooms, has_more } = await client.request('list_rooms', { after: last?.room_id }, RoomList);
    return { items: rooms, has_more };
  });
}

/** `help`: where to find the rooms. */
export function pickRoom(rooms: readonly ListedRoom[], wanted: string, help = '"lanai rooms" lists the rooms.'): ListedRoom {
  const byId = rooms.find((room) => room.room_id === wanted);
  if (byId) return byId;
  const name = wanted.startsWith('#') ? wanted.slice(1) : wanted;
  const exact = rooms.filter((room) => room.name === wanted || room.name === name);
  const found = exact.length > 0 ? exact : rooms.filter((room) => fold(room.name) === fold(name));
  const [first, ...others] = found;
  if (!first) throw new Failure(`There is no room "${wanted}" here. ${help}`);
  if (others.length > 0)
    throw new Failure(`There are ${found.length} rooms "${wanted}". Give the id: ${found.map((each) => each.room_id).join(', ')}.`);
  return first;
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

const Joined = z.object({ room_id: z.string() });

export async function joinRoom(client: AgentClient, roomId: string): Promise<void> {
  await client.request('join_room', { room_id: roomId }, Joined);
}

/** Runs an operation for members only. Joins the room first if the server requires it. */
export async function asMember<T>(client: AgentClient, roomId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_in_room') throw error;
    await joinRoom(client, roomId);
    return work();
  }
}
