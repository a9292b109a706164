// The objects that have their own name in the OpenAPI document and in docs/protocol.md.
import type * as z from 'zod/mini';
import { Act, ActDiff } from './acts.ts';
import { Approval, ApprovalDetail } from './approvals.ts';
import { AuditEntry } from './audit.ts';
import { AgentListeners } from './agent-listeners.ts';
import { Election, Floor, Handing, Task, Vote } from './coordination.ts';
import { ConnectInfo, Health } from './endpoints/home.ts';
import { HomeEvent } from './events/index.ts';
import { FileInfo, RoomFile } from './files.ts';
import {
  Backup,
  BackupEncryption,
  BackupFacts,
  BackupPlan,
  Backups,
  Diagnosis,
  BackupWork,
  EncryptedFacts,
  Storage,
} from './maintenance.ts';
import { Key, Limits } from './keys.ts';
import { NotifyPreferences, QuietHours } from './notify/levels.ts';
import * as objects from './objects.ts';
import { ActionsMetadata, Offer } from './offers.ts';
import { ForwardedFrom } from './forwarded.ts';
import { LinkPreview } from './link-previews.ts';
import { Pin } from './pins.ts';
import { RoomPage, RoomPageVersion } from './room-pages.ts';
import { Status } from './profile.ts';
import { PersonNote } from './person-notes.ts';
import { DeliveryMark, EarlierText, ReadMark } from './reading.ts';
import { SavedItem } from './saved.ts';
import { Repeat } from './repeat.ts';
import { ScheduledMessage } from './scheduled.ts';
import { SearchResult } from './search.ts';
import { SessionInfo } from './sessions.ts';
import { Stream } from './streams.ts';
import { Section, Sidebar } from './sidebar.ts';
import { EphemeralState, Snapshot } from './snapshot.ts';
import { Subscription } from './webhooks.ts';
import { Work } from './work.ts';

export const NAMED_SCHEMAS: Readonly<Record<string, z.core.$ZodType>> = {
  ...objects,
  ...{ ActionsMetadata, Offer, Act, ActDiff },
  ...{ Key, Limits, SessionInfo, Subscription, NotifyPreferences, QuietHours, SavedItem, Section, Sidebar },
  ...{ ScheduledMessage, Repeat, AuditEntry },
  ...{
    FileInfo,
    RoomFile,
    Approval,
    ApprovalDetail,
    Vote,
    Task,
    Handing,
    Election,
    Floor,
    ForwardedFrom,
    Pin,
    RoomPage,
    RoomPageVersion,
    LinkPreview,
    Status,
    ReadMark,
    PersonNote,
    DeliveryMark,
    EarlierText,
    SearchResult,
    Stream,
    Work,
  },
  ...{
    Backup,
    BackupFacts,
    EncryptedFacts,
    BackupEncryption,
    BackupPlan,
    Backups,
    BackupWork,
    Storage,
    Diagnosis,
    AgentListeners,
    ConnectInfo,
    Health,
  },
  ...{ HomeEvent, Snapshot, EphemeralState },
};
