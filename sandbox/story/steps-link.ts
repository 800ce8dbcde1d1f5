/** Second act: another ticket, decided by the link in the restricted comment, signed in as Ana. */
import { createServiceClient } from '../service-client.ts';
import {
  approvalLinkSeenBy,
  commentsSeenBy,
  decisionOf,
  fingerprint,
  writesOfApp,
} from './look.ts';
import { readForm } from './read-form.ts';
import { expect, expectEqual, findingOf, type Step, type Story, ticketOf } from './step.ts';
import { fileTicket } from './steps-panel.ts';
import { askAgain, sendForm } from './through-crashes.ts';

const ACT = 'link';
const ARCHIVE = '/rest/api/3/project/LEGACY/archive';
const ANA = 'ana@example.com';

/** Unsigned browser of somebody who got hold of the link. */
const stranger = ({ sandbox }: Story) => createServiceClient(sandbox.service.url, sandbox.nowMs);

const archives = ({ sandbox }: Story): number =>
  writesOfApp(sandbox).filter(({ path }) => path === ARCHIVE).length;

const staged: Step = {
  id: 'link-staged',
  name: 'Dan asks to archive LEGACY; it is staged and the restricted comment carries a link',
  async play(story) {
    const { sandbox } = story;
    const key = await fileTicket(story, ACT, {
      summary: 'Archive LEGACY',
      description: 'Please archive project LEGACY.',
    });
    const decision = await askAgain(sandbox, () => decisionOf(sandbox, key));
    expectEqual('the plan', decision.actions.map(({ type }) => type).join(), 'project.archive');
    expectEqual('the decision', decision.state, 'staged');
    expectEqual('archivings so far', archives(story), 0);
    const link = await approvalLinkSeenBy(sandbox, 'Ana Admin', key);
    expect(link !== undefined, 'Ana sees no restricted comment with a link');
    story.found.link = link;
    return `${key}: ${decision.stateSentence}`;
  },
};

const opened: Step = {
  id: 'link-opened',
  isAside: true,
  name: 'Opening the link shows the sign-in and changes nothing',
  async play(story) {
    const { sandbox } = story;
    const link = findingOf(story, 'link');
    const before = await fingerprint(sandbox, ticketOf(story, ACT));
    const path = new URL(link).pathname;
    const head = await stranger(story).head(path);
    const page = await stranger(story).get(path, { accept: 'text/html' });
    expectEqual('HEAD', head.status, 200);
    expectEqual('GET', page.status, 200);
    expect(page.text.includes('name="password"'), 'the page does not ask for a sign-in');
    expect(
      !page.text.includes('LEGACY'),
      'the page shows the plan to somebody who is not signed in',
    );
    expectEqual('state of everything', await fingerprint(sandbox, ticketOf(story, ACT)), before);
    return 'the page asks to sign in; nothing changed';
  },
};

const signedIn: Step = {
  id: 'link-signed-in',
  name: 'Signed in as Ana, the page shows the exact requests, and still changes nothing',
  async play(story) {
    const { sandbox } = story;
    const path = new URL(findingOf(story, 'link')).pathname;
    const before = await fingerprint(sandbox, ticketOf(story, ACT));
    const ana = await sandbox.signedIn(ANA);
    const page = await ana.get(path, { accept: 'text/html' });
    expectEqual('GET', page.status, 200);
    expect(page.text.includes(`POST ${ARCHIVE}`), 'the page does not show the request');
    const form = readForm(page.text);
    expect((form['antiForgery'] ?? '') !== '', 'the page has no form to decide with');
    const { approval } = await decisionOf(sandbox, ticketOf(story, ACT));
    expectEqual('the digest on the page', form['planDigest'], approval?.planDigest);
    expectEqual('state of everything', await fingerprint(sandbox, ticketOf(story, ACT)), before);
    const typedKey = approval?.typedKey;
    story.found.form = {
      ...form,
      decision: 'approve',
      reason: 'Nobody has used it for a year',
      ...(typedKey === undefined ? {} : { typedKey }),
    };
    return `POST ${ARCHIVE}`;
  },
};

const refused: Step = {
  id: 'link-refused',
  isAside: true,
  name: 'The link alone decides nothing: without session, as a viewer, or from another site',
  async play(story) {
    const { sandbox } = story;
    const path = new URL(findingOf(story, 'link')).pathname;
    const form = findingOf(story, 'form');
    const before = await decisionOf(sandbox, ticketOf(story, ACT));
    const nobody = await stranger(story).postForm(path, form);
    expectEqual('POST without a session', nobody.status, 401);
    const viewer = await (await sandbox.signedIn('vera@example.com')).postForm(path, form);
    expectEqual('POST of a viewer with Ana’s form', viewer.status, 403);
    const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    const elsewhere = await (await sandbox.signedIn(ANA)).postForm(path, form, foreign);
    expectEqual('POST from another site with Ana’s session', elsewhere.status, 403);
    const after = await decisionOf(sandbox, ticketOf(story, ACT));
    expectEqual('the approval', after.approval?.state, before.approval?.state);
    expectEqual('archivings', archives(story), 0);
    return 'answered 401, 403 and 403; the request still waits';
  },
};

const approved: Step = {
  id: 'link-approved',
  name: 'Ana approves by link; it runs exactly once and the ticket says so',
  async play(story) {
    const { sandbox } = story;
    const key = ticketOf(story, ACT);
    const path = new URL(findingOf(story, 'link')).pathname;
    const ana = await sandbox.signedIn(ANA);
    const isOpen = async (): Promise<boolean> =>
      (await decisionOf(sandbox, key)).approval?.state === 'staged';
    const answer = await sendForm(
      sandbox,
      () => ana.postForm(path, findingOf(story, 'form')),
      isOpen,
    );
    if (answer !== 'arrived') expectEqual('the answer to Approve', answer.status, 303);
    await story.rest();
    const decision = await decisionOf(sandbox, key);
    expectEqual('the decision', decision.state, 'done');
    expectEqual('archivings', archives(story), 1);
    expectEqual('LEGACY is archived', sandbox.jira.state().projects['LEGACY']?.archived, true);
    const told = (await commentsSeenBy(sandbox, 'Dan Reporter', key)).filter(
      ({ text }) => text.startsWith('Done: ') && text.includes('Approved by Ana Admin'),
    );
    expectEqual('outcome comments', told.length, 1);
    return decision.stateSentence;
  },
};

const replayed: Step = {
  id: 'link-replayed',
  name: 'Sending the same form again decides nothing',
  async play(story) {
    const { sandbox } = story;
    const key = ticketOf(story, ACT);
    const path = new URL(findingOf(story, 'link')).pathname;
    const before = await decisionOf(sandbox, key);
    const ana = await sandbox.signedIn(ANA);
    const again = await ana.postForm(path, findingOf(story, 'form'));
    expect([403, 409].includes(again.status), `the second Approve was answered ${again.status}`);
    const page = await ana.get(path, { accept: 'text/html' });
    expect(page.text.includes('Closed: approved'), 'the page does not say that it is closed');
    await story.rest();
    const after = await decisionOf(sandbox, key);
    expectEqual('the decision', after.state, before.state);
    expectEqual('archivings', archives(story), 1);
    return `answered ${again.status}; LEGACY was archived once`;
  },
};

/** The second act. */
export const LINK_ACT: readonly Step[] = [staged, opened, signedIn, refused, approved, replayed];
