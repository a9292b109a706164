// Small exports of other programs, written by hand after the forms that they are documented to have.

export const TELEGRAM_CHAT = {
  name: 'Boats',
  type: 'private_group',
  id: 4711,
  messages: [
    { id: 1, type: 'service', date: '2020-09-13T12:26:40', date_unixtime: '1600000000', actor: 'Mira', action: 'create_group', text: '' },
    { id: 2, type: 'message', date: '2020-09-13T12:26:50', date_unixtime: '1600000010', from: 'Mira', from_id: 'user1', text: 'Hello' },
    {
      ...{ id: 3, type: 'message', date: '2020-09-13T12:27:00', date_unixtime: '1600000020', from: 'Jon', from_id: 'user2' },
      ...{ edited: '2020-09-13T12:28:00', edited_unixtime: '1600000080', reply_to_message_id: 2 },
      text: [
        'See ',
        { type: 'bold', text: 'this ' },
        { type: 'text_link', text: 'page', href: 'https://a.example' },
        { type: 'pre', text: 'a < b', language: 'c' },
      ],
      reactions: [
        { type: 'emoji', count: 1, emoji: '👍', recent: [{ from: 'Mira', from_id: 'user1', date: '2020-09-13T12:29:00' }] },
        { type: 'custom_emoji', count: 1, document_id: 'x' },
      ],
    },
    {
      id: 4,
      type: 'message',
      date: '2020-09-13T12:30:00',
      date_unixtime: '1600000200',
      from: null,
      from_id: 'user3',
      text: '',
      photo: 'photos/a.jpg',
    },
    { id: 5, type: 'message', date: 'never', from: 'Mira', from_id: 'user1', text: 'When?' },
  ],
};

export const TELEGRAM_ALL = {
  about: 'Here is the data you requested.',
  chats: { about: 'All', list: [TELEGRAM_CHAT, { type: 'saved_messages', id: 9, messages: [TELEGRAM_CHAT.messages[1]] }] },
};

const MIRA = { id: '101', name: 'mira', discriminator: '0000', nickname: 'Mira', color: null, isBot: false, roles: [], avatarUrl: '' };
const BOT = { ...MIRA, id: '102', name: 'deploy', nickname: 'Deploy', isBot: true };
const PLAIN = {
  type: 'Default',
  timestampEdited: null,
  isPinned: false,
  attachments: [],
  embeds: [],
  stickers: [],
  reactions: [],
  mentions: [],
};

export const DISCORD_CHANNEL = {
  guild: { id: '1', name: 'Harbour', iconUrl: '' },
  channel: { id: '2', type: 'GuildTextChat', categoryId: '3', category: 'Text', name: 'boats', topic: 'Tides' },
  dateRange: { after: null, before: null },
  exportedAt: '2024-01-01T00:00:00+00:00',
  messages: [
    { ...PLAIN, id: '11', timestamp: '2020-09-13T14:26:50+02:00', content: 'Hello @Deploy', author: MIRA, mentions: [BOT] },
    {
      ...{ ...PLAIN, id: '12', type: 'Reply', timestamp: '2020-09-13T12:27:00.5+00:00', timestampEdited: '2020-09-13T12:28:00+00:00' },
      ...{ content: 'Aye', author: BOT, reference: { messageId: '11', channelId: '2', guildId: '1' } },
      reactions: [
        { emoji: { id: '', name: '👍', code: '+1' }, count: 1, users: [MIRA] },
        { emoji: { id: '77', name: 'logo', code: 'logo' }, count: 1, users: [MIRA] },
      ],
    },
    { ...PLAIN, id: '13', type: 'GuildMemberJoin', timestamp: '2020-09-13T12:27:10+00:00', content: 'Joined the server.', author: MIRA },
    {
      ...{ ...PLAIN, id: '14', timestamp: '2020-09-13T12:27:20+00:00', content: '', author: MIRA },
      attachments: [
        { id: '21', url: 'boats.json_Files/a%20b.txt', fileName: 'a b.txt', fileSizeBytes: 5 },
        { id: '22', url: 'https://cdn.example/lost.png', fileName: 'lost.png', fileSizeBytes: 5 },
      ],
    },
  ],
  messageCount: 4,
};

export const WHATSAPP_ANDROID = [
  '24/12/19, 11:23 - Messages and calls are end-to-end encrypted.',
  '24/12/19, 11:23 - Mira Sand: Hello',
  'on two lines: yes',
  '24/12/19, 11:24 - Jon: <Media omitted>',
  '24/12/19, 11:24 - Jon: IMG-1.txt (file attached)',
  '25/12/19, 09:05 - Mira Sand: Hello',
  '25/12/19, 09:05 - Mira Sand: Hello',
].join('\n');

export const WHATSAPP_IOS = [
  '\u200e[10.24.21, 3:21:43\u202fPM] Mira: Hello',
  '[10.24.21, 3:21:44\u202fPM] Jon: \u200e<attached: 00000012-PHOTO.jpg>',
].join('\r\n');

export const MATTERMOST_LINES = [
  { type: 'version', version: 1 },
  { type: 'team', team: { name: 'crew' } },
  { type: 'channel', channel: { team: 'crew', name: 'boats', display_name: 'Boats', type: 'O', header: 'Tides', purpose: '' } },
  { type: 'user', user: { username: 'mira', nickname: 'Mira', teams: null } },
  { type: 'user', user: { username: 'jon', first_name: 'Jon', last_name: 'Reef' } },
  {
    type: 'post',
    post: {
      ...{ team: 'crew', channel: 'boats', user: 'mira', message: 'Hello @jon and @zoe', create_at: 1_600_000_010_000, edit_at: 0 },
      reactions: [{ user: 'jon', emoji_name: '+1', create_at: 1_600_000_011_000 }],
      replies: [{ user: 'jon', message: 'Aye', create_at: 1_600_000_020_000, reactions: null }],
      attachments: [{ path: '20200913/a.txt' }],
    },
  },
  {
    type: 'post',
    post: {
      team: 'crew',
      channel: 'boats',
      user: 'mira',
      type: 'system_join_channel',
      message: 'joined',
      create_at: 1_600_000_030_000,
      replies: null,
    },
  },
  { type: 'direct_channel', direct_channel: { members: ['mira', 'jon'] } },
  {
    type: 'direct_post',
    direct_post: { channel_members: ['jon', 'mira'], user: 'jon', message: 'Between us', create_at: 1_600_000_040_000 },
  },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

const EVENT = { type: 'm.room.message', room_id: '!boats:a.example', sender: '@mira:a.example' };
const textEvent = (event_id: string, seconds: number, content: object, more: object = {}) => ({
  ...EVENT,
  ...{ event_id, origin_server_ts: 1_600_000_000_000 + seconds * 1000 },
  content: { msgtype: 'm.text', ...content },
  ...more,
});

export const ELEMENT_ROOM = {
  ...{ room_name: 'Boats', room_creator: '@mira:a.example', topic: 'Tides', export_date: 'Friday', exported_by: '@mira:a.example' },
  messages: [
    textEvent('$0', 0, {}, { type: 'm.room.member', state_key: '@mira:a.example', content: { membership: 'join', displayname: 'Mira' } }),
    textEvent('$1', 10, { body: 'Helo' }),
    textEvent(
      '$2',
      20,
      { body: '> <@mira:a.example> Helo\n\nAye', 'm.relates_to': { 'm.in_reply_to': { event_id: '$1' } } },
      { sender: '@jon:b.example' },
    ),
    textEvent('$3', 30, {
      body: '* Hello',
      'm.new_content': { msgtype: 'm.text', body: 'Hello' },
      'm.relates_to': { rel_type: 'm.replace', event_id: '$1' },
    }),
    textEvent(
      '$4',
      40,
      { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$1', key: '👍' } },
      { type: 'm.reaction', sender: '@jon:b.example' },
    ),
    textEvent('$5', 50, {
      body: 'In the thread',
      'm.relates_to': { rel_type: 'm.thread', event_id: '$1', is_falling_back: true, 'm.in_reply_to': { event_id: '$2' } },
    }),
    textEvent('$6', 60, { msgtype: 'm.image', body: 'a.png' }),
    textEvent('$7', 70, {}, { type: 'm.room.encrypted' }),
  ],
};

export const LANAI_LINES = [
  {
    type: 'export',
    format: 1,
    lanai: '0.1.0',
    exported_at: 1_700_000_000_000,
    home: { id: 'h1', name: 'Maple Street' },
    scope: 'home',
    exporter_id: 'p1',
    encrypted_rooms: 0,
  },
  { type: 'participant', id: 'p1', kind: 'person', name: 'Mira' },
  { type: 'participant', id: 'a1', kind: 'agent', name: 'Deploy' },
  {
    type: 'room',
    id: 'lobby',
    name: 'lobby',
    description: null,
    topic: 'Tides',
    tags: [],
    visibility: 'public',
    direct: false,
    parent_id: null,
    created_by: null,
    created_at: 1_600_000_000_000,
    archived_at: null,
    member_ids: ['p1'],
    page: null,
  },
  {
    type: 'message',
    id: 'm1',
    room_id: 'lobby',
    seq: 1,
    author_id: 'p1',
    kind: 'chat',
    content: 'Hello',
    created_at: 1_600_000_010_000,
    edited_at: null,
    reply_to: null,
    thread_id: 'm1',
    metadata: null,
    mentions: ['a1', '@here'],
    reactions: [{ emoji: '👍', participant_ids: ['a1'] }],
    files: [],
  },
  {
    type: 'message',
    id: 'm2',
    room_id: 'lobby',
    seq: 2,
    author_id: 'a1',
    kind: 'thinking',
    content: 'Hm',
    created_at: 1_600_000_011_000,
    edited_at: null,
    reply_to: null,
    metadata: null,
    mentions: [],
    reactions: [],
    files: [],
  },
  {
    type: 'message',
    id: 'm3',
    room_id: 'lobby',
    seq: 3,
    author_id: 'a1',
    kind: 'chat',
    content: 'Aye',
    created_at: 1_600_000_020_000,
    edited_at: 1_600_000_030_000,
    reply_to: 'm1',
    thread_id: 'm1',
    thread_only: true,
    metadata: null,
    mentions: [],
    reactions: [],
    files: [
      {
        id: 'f1',
        name: 'a.txt',
        type: 'text/plain',
        size: 5,
        sha256: 'x',
        width: null,
        height: null,
        created_at: 1,
        by: 'a1',
        path: 'files/x',
      },
    ],
  },
  { type: 'end', rooms: 1, participants: 2, messages: 3, tasks: 0, files: 1, missing_files: [] },
]
  .map((line) => JSON.stringify(line))
  .join('\n');
