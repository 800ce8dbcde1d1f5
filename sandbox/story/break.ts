/**
 * Ways to break the system on purpose, each of which the story has to notice. For `npm run demo -- --story --break <name>` and
 * for the test that the story can fail.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SandboxOptions } from '../sandbox-types.ts';
import { findingOf, type Story } from './step.ts';

/** One breakage: applied before the step of that id, with the options the sandbox has to be started with. */
export interface Breakage {
  readonly name: string;
  readonly says: string;
  readonly before: string;
  /** The step that must fail. */
  readonly noticedBy: string;
  readonly options?: SandboxOptions;
  apply(story: Story): Promise<void> | void;
}

/** Replaces one character in the middle of the token by another of its alphabet. */
function alterLink(link: string): string {
  const at = link.length - 12;
  const other = link[at] === 'A' ? 'B' : 'A';
  return `${link.slice(0, at)}${other}${link.slice(at + 1)}`;
}

/** Changes an old row of the log behind the service's back, guards and all. */
function tamperWithLog(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, 'kraken.db'));
  try {
    const triggers = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log_entries'")
      .all() as Array<{ name: string }>;
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
    database.exec(`UPDATE log_entries SET detail = '{"actions":[]}' WHERE seq = 4`);
  } finally {
    database.close();
  }
}

/** Writes to Jira as the app, past Kraken. */
async function writeAsApp({ sandbox }: Story): Promise<void> {
  const roleId = sandbox.jira.state().projects['ABC']?.roles['Developers']?.id;
  await sandbox.jira.handle({
    method: 'POST',
    path: `/rest/api/3/project/ABC/role/${roleId}`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ user: [sandbox.personId('Tom Becker')] }),
    actor: { kind: 'app' },
  });
}

/** All breakages. */
export const BREAKAGES: readonly Breakage[] = [
  {
    name: 'service-dies',
    says: 'the service is killed after it has decided and is not started again',
    before: 'filed',
    noticedBy: 'filed',
    options: { restartOnCrash: false },
    apply: ({ sandbox }) => sandbox.service.setCrashes([{ point: 'route.committed', nth: 1 }]),
  },
  {
    name: 'role-write-refused',
    says: 'Jira takes the right to change roles away from the app',
    before: 'filed',
    noticedBy: 'ran-at-once',
    apply: ({ sandbox }) =>
      sandbox.scriptFaults([
        { match: { method: 'POST', path: '/project/ABC/role/' }, fault: 'free-plan' },
      ]),
  },
  {
    name: 'second-write',
    says: 'the app writes once more, without a grant',
    before: 'ran-at-once',
    noticedBy: 'ran-at-once',
    apply: writeAsApp,
  },
  {
    name: 'app-not-approver',
    says: 'the app is taken out of the approver group, so that it cannot write the restricted comment',
    before: 'filed',
    noticedBy: 'waits',
    apply: ({ sandbox }) =>
      void sandbox.jira.change({
        kind: 'remove-from-group',
        user: sandbox.jira.appAccountId,
        group: 'approvers',
      }),
  },
  {
    name: 'ana-demoted',
    says: 'Ana loses the right to administer Jira',
    before: 'panel-approved',
    noticedBy: 'panel-approved',
    apply({ sandbox }) {
      for (const group of ['jira-administrators', 'site-admins'])
        sandbox.jira.change({ kind: 'remove-from-group', user: 'ana@example.com', group });
      sandbox.jira.change({
        kind: 'remove-role-actor',
        project: 'OLD',
        role: 'Administrators',
        user: 'ana@example.com',
      });
    },
  },
  {
    name: 'deleted-by-hand',
    says: 'somebody deletes OLD by hand before the approval',
    before: 'panel-approved',
    noticedBy: 'panel-approved',
    apply: ({ sandbox }) => void sandbox.jira.change({ kind: 'delete-project', project: 'OLD' }),
  },
  {
    name: 'link-altered',
    says: 'one character of the link is changed',
    before: 'link-opened',
    noticedBy: 'link-opened',
    apply(story) {
      story.found.link = alterLink(findingOf(story, 'link'));
    },
  },
  {
    name: 'form-altered',
    says: 'the anti-forgery token of the approval form is changed',
    before: 'link-approved',
    noticedBy: 'link-approved',
    apply(story) {
      story.found.form = { ...findingOf(story, 'form'), antiForgery: 'x'.repeat(43) };
    },
  },
  {
    name: 'log-tampered',
    says: 'one row of the log is changed behind the service’s back',
    before: 'verified',
    noticedBy: 'verified',
    apply: ({ sandbox }) => tamperWithLog(sandbox.dataDir),
  },
  {
    name: 'ungranted-write',
    says: 'a write of the app stands in no plan',
    before: 'granted',
    noticedBy: 'granted',
    apply: writeAsApp,
  },
];

/** The breakage of that name; throws and lists the names there are. */
export function findBreakage(name: string): Breakage {
  const found = BREAKAGES.find((one) => one.name === name);
  if (found) return found;
  throw new Error(
    `no breakage “${name}”; there are: ${BREAKAGES.map((one) => one.name).join(', ')}`,
  );
}
