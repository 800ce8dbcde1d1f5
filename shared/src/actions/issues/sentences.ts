/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { countOf, listOf, namedQuoted, plain, quoted, verbOf } from '../sentence-words.ts';
import type {
  ArchiveTarget,
  BulkDeleteTarget,
  BulkEditTarget,
  CommentTarget,
  CreateTarget,
  DeleteCommentTarget,
  DeleteIssueTarget,
  EditTarget,
  FieldEdit,
  IssueRef,
  LabelTarget,
  LinkTarget,
  MoveTarget,
  NotifyTarget,
  UnlinkTarget,
  WatcherTarget,
  WorklogTarget,
} from './targets.ts';

/** One issue that changes its status. */
export type TransitionTarget = {
  issue: { id: string; key: string };
  from: { id: string; name: string };
  to: { id: string; name: string };
  transitionId: string;
  resolutionId: string | null;
  /** Its name. */
  resolution?: string | null;
  /** Whether a transition leads back; absent or null where nothing shows it. */
  isBack?: boolean | null;
  /** The resolution it had, which the way back may ask for. */
  oldResolution?: string | null;
};

/** Many issues that change their status: the frozen list. */
export type BulkTransitionTarget = {
  to: { name: string; ids: string[] };
  issues: Array<{ id: string; key: string; statusId: string }>;
  groups: Array<{ transitionId: string; keys: string[] }>;
};

/** One issue that changes hands; null: nobody. */
export type AssignTarget = {
  issue: { id: string; key: string };
  before: { accountId: string; name: string } | null;
  assignee: { accountId: string; name: string } | null;
};

const MAX_SHOWN = 60;

const short = (text: string): string => {
  const line = plain(text);
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
};

const fieldWords = ({ name, kind, shown }: Omit<FieldEdit, 'before' | 'id'>): string =>
  kind === 'paragraph'
    ? `a new text for ${quoted(name)}`
    : `${quoted(name)} to ${quoted(short(shown))}`;

const fieldsWords = (changes: ReadonlyArray<Omit<FieldEdit, 'before' | 'id'>>): string => {
  const filled = changes.filter(({ after }) => after !== null);
  const emptied = changes.filter(({ after }) => after === null);
  return [
    ...(filled.length > 0 ? [`set ${listOf(filled.map(fieldWords))}`] : []),
    ...(emptied.length > 0 ? [`empty ${namedQuoted(emptied)}`] : []),
  ].join(' and ');
};

const linkWords = ({ from, to, type }: LinkTarget): string =>
  `${from.key} ${plain(type.outward)} ${to.key}`;

/** What is added to a list of an issue and what is taken from it, each with its noun. */
const changeWords = (
  add: readonly string[],
  remove: readonly string[],
  noun: [string, string],
): string =>
  [
    ...(add.length > 0 ? [`add the ${verbOf(add.length, ...noun)} ${listOf(add)}`] : []),
    ...(remove.length > 0
      ? [`remove the ${verbOf(remove.length, ...noun)} ${listOf(remove)}`]
      : []),
  ].join(' and ');

const recipients = ({ to }: NotifyTarget): string =>
  listOf([
    ...(to.assignee ? ['the assignee'] : []),
    ...(to.reporter ? ['the reporter'] : []),
    ...(to.watchers ? ['the watchers'] : []),
    ...to.users.map(({ name }) => name),
  ]);

const moved = ({ groups }: Pick<MoveTarget, 'groups'>): IssueRef[] =>
  groups.flatMap(({ issues }) => issues);

/** Action type -> sentence. */
export const issuesSentences = {
  'issue.transition': ({ issue, from, to, resolution }: TransitionTarget): string =>
    `Move ${issue.key} from ${quoted(from.name)} to ${quoted(to.name)}${resolution ? ` with the resolution ${quoted(resolution)}` : ''}`,
  'issue.bulk_transition': ({ groups, to }: BulkTransitionTarget): string =>
    `Move ${countOf(groups.flatMap(({ keys }) => keys).length, 'issue')} to ${quoted(to.name)}`,
  'issue.assign': ({ issue, assignee }: AssignTarget): string =>
    assignee === null
      ? `Remove the assignee of ${issue.key}`
      : `Assign ${issue.key} to ${plain(assignee.name)}`,
  'issue.create': ({ project, type, summary, parent }: CreateTarget): string =>
    `Create the issue ${quoted(short(summary))} (${plain(type.name)}) in ${project.key}${parent === null ? '' : ` under ${parent.key}`}`,
  'issue.edit': ({ issue, changes }: EditTarget): string =>
    `On ${issue.key}, ${fieldsWords(changes)}`,
  'issue.link': (target: LinkTarget): string => `Link issues: ${linkWords(target)}`,
  'issue.unlink': (target: UnlinkTarget): string => `Remove the link: ${linkWords(target)}`,
  'issue.label.change': ({ issue, add, remove }: LabelTarget): string =>
    `On ${issue.key}, ${changeWords(add.map(quoted), remove.map(quoted), ['label', 'labels'])}`,
  'issue.watcher.change': ({ issue, add, remove }: WatcherTarget): string =>
    `On ${issue.key}, ${changeWords(
      add.map(({ name }) => name),
      remove.map(({ name }) => name),
      ['watcher', 'watchers'],
    )}`,
  'issue.comment.add': ({ issue, isInternal, text }: CommentTarget): string =>
    `${isInternal === true ? 'Comment internally' : 'Comment'} on ${issue.key}: ${quoted(short(text))}`,
  'issue.comment.delete': ({ issue, comment }: DeleteCommentTarget): string =>
    `Delete the comment of ${comment.day} by ${plain(comment.author)} on ${issue.key}`,
  'issue.delete': ({ issue, subtasks }: DeleteIssueTarget): string =>
    subtasks.length === 0
      ? `Delete ${issue.key}`
      : `Delete ${issue.key} with ${countOf(subtasks.length, 'sub-task')}`,
  'issue.move': ({ project, groups }: MoveTarget): string => {
    const issues = moved({ groups });
    const what = issues.length === 1 ? (issues[0]?.key ?? '') : countOf(issues.length, 'issue');
    const types = [...new Set(groups.map(({ toType }) => toType.name))];
    return `Move ${what} to ${project.key} with the issue ${verbOf(types.length, 'type', 'types')} ${listOf(types.map(quoted))}`;
  },
  'issue.bulk_edit': ({ change, groups }: BulkEditTarget): string => {
    const many = countOf(groups.flatMap(({ issues }) => issues).length, 'issue');
    if (change.kind === 'field') return `On ${many}, ${fieldsWords([change.field])}`;
    return change.isIn
      ? `Add the label ${quoted(change.label)} to ${many}`
      : `Remove the label ${quoted(change.label)} from ${many}`;
  },
  'issue.bulk_delete': ({ issues, subtasks }: BulkDeleteTarget): string =>
    `Delete ${countOf(issues.length, 'issue')}${subtasks === 0 ? '' : ` with ${countOf(subtasks, 'sub-task')}`}`,
  'issue.archive': ({ issues }: ArchiveTarget): string =>
    `Archive ${listOf(issues.map(({ key }) => key))}`,
  'issue.unarchive': ({ issues }: ArchiveTarget): string =>
    `Take ${listOf(issues.map(({ key }) => key))} out of the archive`,
  'issue.notify': (target: NotifyTarget): string =>
    `Mail ${recipients(target)} about ${target.issue.key} with the subject ${quoted(short(target.subject))}`,
  'issue.worklog.add': ({ issue, words }: WorklogTarget): string =>
    `Log ${plain(words)} of work on ${issue.key} in the name of Kraken`,
};
