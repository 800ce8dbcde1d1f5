/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { plain, quoted } from '../sentence-words.ts';

type Named = { id: string; name: string };

/** Who gets mail: Jira's kind, its id where the kind has one, what the request names, and the words for it. */
export type Recipient = { type: string; value: string; parameter: string; words: string };

/** A recipient that an event of a scheme gets or loses; `notificationId` is known for the one that goes. */
export type NotificationTarget = {
  scheme: Named;
  event: Named;
  recipient: Recipient;
  notificationId: string;
};

/** Somebody who comes to see, or sees no more, the issues of a level; `memberId` is known for the one that goes. */
export type LevelMemberTarget = {
  scheme: Named;
  level: Named;
  member: Recipient;
  memberId: string;
};

/** A project that gets another notification scheme; null: it had none. */
export type MailSchemeTarget = {
  project: { id: string; key: string };
  before: Named | null;
  scheme: Named;
};

/** A project that gets another issue security scheme, and the level its issues get for each old one. */
export type SecuritySchemeTarget = MailSchemeTarget & {
  levels: Array<{ from: Named; to: Named }>;
  /** Every level can be mapped back. */
  canReturn: boolean;
};

/** A project that gets another priority scheme, and the priority its issues get for each the scheme lacks. */
export type PrioritySchemeTarget = {
  project: { id: string; key: string };
  before: Named;
  scheme: Named;
  priorities: Array<{ from: Named; to: Named }>;
  canReturn: boolean;
};

const insteadOf = (before: Named | null): string =>
  before === null ? '' : ` instead of ${quoted(before.name)}`;

const levelWords = (level: Named, scheme: Named): string =>
  `issues with the security level ${quoted(level.name)} of ${quoted(scheme.name)}`;

/** Action type -> sentence. */
export const notificationsSecuritySentences = {
  'notification_scheme.add': ({ scheme, event, recipient }: NotificationTarget): string =>
    `In the notification scheme ${quoted(scheme.name)}, mail ${plain(recipient.words)} about ${quoted(event.name)}`,
  'notification_scheme.remove': ({ scheme, event, recipient }: NotificationTarget): string =>
    `In the notification scheme ${quoted(scheme.name)}, stop mailing ${plain(recipient.words)} about ${quoted(event.name)}`,
  'notification_scheme.assign': ({ project, before, scheme }: MailSchemeTarget): string =>
    `Use the notification scheme ${quoted(scheme.name)} for ${project.key}${insteadOf(before)}`,
  'issue_security.scheme.assign': ({ project, before, scheme }: SecuritySchemeTarget): string =>
    `Use the issue security scheme ${quoted(scheme.name)} for ${project.key}${insteadOf(before)}`,
  'priority_scheme.assign': ({ project, before, scheme }: PrioritySchemeTarget): string =>
    `Use the priority scheme ${quoted(scheme.name)} for ${project.key}${insteadOf(before)}`,
  'issue_security.level.member.add': ({ scheme, level, member }: LevelMemberTarget): string =>
    `Let ${plain(member.words)} see ${levelWords(level, scheme)}`,
  'issue_security.level.member.remove': ({ scheme, level, member }: LevelMemberTarget): string =>
    `Stop ${plain(member.words)} from seeing ${levelWords(level, scheme)}`,
};
