/** What resolution finds, per action of this area, and the sentence made of it. Plain JSON and no schema: the issue panel loads it. */
import { countOf, listOf, plain, quoted } from '../sentence-words.ts';

/** A thing by its id; the name is for people. */
type Ref = { id: string; name: string };

/** Issues that move into a sprint; `sprintId` is the open sprint an issue is in now, null the backlog. */
export type SprintTarget = {
  sprint: Ref;
  sprintField: string;
  issues: Array<{ key: string; sprintId: string | null }>;
};

/** Issues that leave their sprints. */
export type BacklogTarget = Omit<SprintTarget, 'sprint'>;

/** A new sprint; dates as Jira takes them. */
export type CreateSprintTarget = {
  board: Ref;
  name: string;
  start: string | null;
  end: string | null;
  goal: string | null;
};

/** Fields of a sprint that change; `before` null: not set. */
export type UpdateSprintTarget = {
  sprint: Ref;
  changes: Array<{
    field: 'name' | 'goal' | 'startDate' | 'endDate';
    before: string | null;
    after: string;
  }>;
};

/** A sprint that begins, with its dates as Jira takes them. */
export type StartSprintTarget = { sprint: Ref; start: string; end: string };

/** A sprint that ends; its open issues go to `moveTo`, null the backlog. */
export type CompleteSprintTarget = {
  sprint: Ref;
  sprintField: string;
  moveTo: Ref | null;
  issues: Array<{ id: string; key: string }>;
};

/** A sprint alone. */
export type DeleteSprintTarget = { sprint: Ref };

/** With whom something is shared; `ref` is the project's key, the group's id or the account id. */
type Share = { type: string; ref: string; name: string };

/** Somebody who owns something. */
type Owner = { accountId: string; name: string };

/** A new filter; it is made by Kraken and given to its owner. */
export type CreateFilterTarget = {
  name: string;
  jql: string;
  share: (Share & { projectId?: string }) | null;
  owner: Owner;
  /** The account that makes it: somebody else is given the filter afterwards. */
  maker: string;
};

/** A filter that is shared (`isOn`) or not any more; `shareId` is Jira's id of the share that goes. */
export type ShareFilterTarget = {
  filter: Ref;
  isOn: boolean;
  share: Share & { projectId?: string };
  shareId: string | null;
  /** Other shares, which a share with everybody replaces. */
  replaced: Share[];
};

/** A filter with another owner; null: nobody Jira names. */
export type FilterOwnerTarget = {
  filter: Ref;
  before: (Owner & { isActive: boolean }) | null;
  owner: Owner;
};

/** A filter alone. */
export type DeleteFilterTarget = { filter: Ref };

/** A new board; its filter is made with it where it has no id. */
export type CreateBoardTarget = {
  name: string;
  type: 'scrum' | 'kanban';
  project: { id: string; key: string };
  filter: { id: string | null; name: string; jql: string };
  /** The account that makes both. */
  maker: string;
};

/** A board alone. */
export type DeleteBoardTarget = { board: Ref };

/** A new dashboard; `copyOf` null: an empty one. */
export type CreateDashboardTarget = {
  name: string;
  share: Share & { projectId?: string };
  copyOf: Ref | null;
  /** May change it beside Kraken, which owns it. */
  editor: Owner;
  maker: string;
};

/** A dashboard with another owner; null: nobody Jira names. */
export type DashboardOwnerTarget = {
  dashboard: Ref;
  before: (Owner & { isActive: boolean }) | null;
  owner: Owner;
};

/** A dashboard alone. */
export type DeleteDashboardTarget = { dashboard: Ref };

const LABELS = { name: 'name', goal: 'goal', startDate: 'start', endDate: 'end' };

const moved = (issues: ReadonlyArray<{ key: string }>, where: string): string =>
  `Move ${listOf(issues.map(({ key }) => key))} to ${where}`;

/** Action type -> sentence. */
export const boardsSprintsSentences = {
  'sprint.issue.move': ({ issues, sprint }: SprintTarget): string =>
    moved(issues, `the sprint ${quoted(sprint.name)}`),
  'backlog.issue.move': ({ issues }: BacklogTarget): string => moved(issues, 'the backlog'),
  'sprint.create': ({ name, board }: CreateSprintTarget): string =>
    `Create the sprint ${quoted(name)} on the board ${quoted(board.name)}`,
  'sprint.update': ({ sprint, changes }: UpdateSprintTarget): string =>
    `Change ${listOf(changes.map(({ field }) => LABELS[field]))} of the sprint ${quoted(sprint.name)}`,
  'sprint.start': ({ sprint }: StartSprintTarget): string =>
    `Start the sprint ${quoted(sprint.name)}`,
  'sprint.complete': ({ sprint, issues, moveTo }: CompleteSprintTarget): string => {
    const open = `${countOf(issues.length, 'open issue')} to ${moveTo === null ? 'the backlog' : `the sprint ${quoted(moveTo.name)}`}`;
    return `Complete the sprint ${quoted(sprint.name)}${issues.length === 0 ? '' : ` and move ${open}`}`;
  },
  'sprint.delete': ({ sprint }: DeleteSprintTarget): string =>
    `Delete the sprint ${quoted(sprint.name)}`,
  'filter.create': ({ name, owner, share }: CreateFilterTarget): string =>
    `Create the filter ${quoted(name)} for ${plain(owner.name)}${share === null ? '' : `, shared with ${plain(share.name)}`}`,
  'filter.share': ({ filter, share, isOn }: ShareFilterTarget): string =>
    isOn
      ? `Share the filter ${quoted(filter.name)} with ${plain(share.name)}`
      : `Stop sharing the filter ${quoted(filter.name)} with ${plain(share.name)}`,
  'filter.owner.change': ({ filter, owner }: FilterOwnerTarget): string =>
    `Make ${plain(owner.name)} the owner of the filter ${quoted(filter.name)}`,
  'filter.delete': ({ filter }: DeleteFilterTarget): string =>
    `Delete the filter ${quoted(filter.name)}`,
  'board.create': ({ name, type, project }: CreateBoardTarget): string =>
    `Create the ${type} board ${quoted(name)} in ${plain(project.key)}`,
  'board.delete': ({ board }: DeleteBoardTarget): string =>
    `Delete the board ${quoted(board.name)}`,
  'dashboard.create': ({ name, share, copyOf }: CreateDashboardTarget): string =>
    `Create the dashboard ${quoted(name)}${copyOf === null ? '' : ` as a copy of ${quoted(copyOf.name)}`}, shared with ${plain(share.name)}`,
  'dashboard.owner.change': ({ dashboard, owner }: DashboardOwnerTarget): string =>
    `Make ${plain(owner.name)} the owner of the dashboard ${quoted(dashboard.name)}`,
  'dashboard.delete': ({ dashboard }: DeleteDashboardTarget): string =>
    `Delete the dashboard ${quoted(dashboard.name)}`,
};
