/** AI data handling: what leaves for the model is the words of the ticket and whose they are, and nothing else. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OTHER_INSTALLATION, register } from '../../src/testing/harness.ts';
import { type PlayedApp, SETTINGS, startPlayedApp } from '../../src/testing/played-app.ts';
import { createPlayedModel, type PlayedModel } from '../../src/testing/played-model.ts';
import { newTicket } from '../../src/testing/played-people.ts';

let app: PlayedApp;
let played: PlayedModel;
beforeEach(async () => {
  played = createPlayedModel();
  app = await startPlayedApp({ model: played.model });
});
afterEach(() => app.close());

/** A ticket whose every field outside the snapshot holds a canary. */
function withCanaries() {
  const ticket = newTicket('The oven is off');
  ticket.deliveryKey = 'issue.created:canaryKey';
  ticket.event.actorAccountId = 'canaryActor';
  ticket.routing = {
    issueId: '770001',
    issueKey: 'CANARYA-770001',
    projectId: '770002',
    projectKey: 'CANARYA',
    isServiceDesk: true,
    reporterAccountId: 'canaryReporter',
    creatorAccountId: 'canaryCreator',
    summaryAuthorAccountId: 'canaryReporter',
    descriptionAuthorAccountId: 'canaryDescriber',
    commentAuthors: { '41': 'canaryCommenter' },
  };
  Object.assign(ticket.snapshot, {
    description: 'It went out at noon.',
    reporterDisplayName: 'Dan Reporter',
    status: 'In Review',
    comments: [{ commentId: '41', text: 'Same here.' }],
  });
  return ticket;
}

it('summary, description, display name, status and comments leave, and no other field of the ticket', async () => {
  await app.deliver(withCanaries());
  await app.drain();
  expect(played.requests).toHaveLength(1);
  const [request = ''] = played.requests;
  const body = JSON.parse(request) as { messages: [{ role: string; content: string }] };
  expect(JSON.parse(body.messages[0].content)).toEqual({
    summary: { by: 'reporter', text: 'The oven is off' },
    description: { by: 'other', text: 'It went out at noon.' },
    reporter: 'Dan Reporter',
    status: 'In Review',
    comments: [{ id: '41', by: 'other', text: 'Same here.' }],
  });
  expect(request.toLowerCase()).not.toContain('canary');
  expect(request).not.toMatch(/77000\d/);
  expect(request).not.toContain('example.atlassian.net');
  expect(Object.keys(body).sort()).toEqual([
    'max_tokens',
    'messages',
    'model',
    'output_config',
    'system',
  ]);
});

it('settings of the site do not leave, and neither does anything of another tenant', async () => {
  const settings = { ...SETTINGS, approverGroup: { groupId: 'canary-group', name: 'canary name' } };
  const by = { accountId: 'ana', displayName: 'canary Ana', isSiteAdmin: true };
  await app.harness.asApp('PUT', '/forge/v1/settings', { by, settings });
  await register(app.harness, OTHER_INSTALLATION);
  const theirs = newTicket('A canary sings in the other house');
  await app.harness.asApp('POST', '/forge/v1/deliveries', theirs, {
    installationId: OTHER_INSTALLATION,
  });
  await app.drain();
  played.requests.length = 0;
  await app.deliver(newTicket('The oven is off'));
  await app.drain();
  expect(played.requests).toHaveLength(1);
  expect(played.requests[0]).not.toContain('canary');
});

it('a credential that somebody pasted leaves only masked, and the decision says so', async () => {
  const key = Buffer.alloc(32, 9).toString('base64'); // the key of this very installation
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const ticket = newTicket(`The build says ${token} is wrong`);
  ticket.snapshot.description = `Our app answers with ${key} today.`;
  const id = await app.deliver(ticket);
  await app.drain();
  const [request = ''] = played.requests;
  expect(request).not.toContain(token);
  expect(request).not.toContain(key);
  expect(request).toContain('[masked: ');
  const decision = await app.transact((tx) => tx.decisions.get(id as never));
  expect(decision?.analysis?.analyst).toMatchObject({
    masks: ['GitHub token', expect.any(String)],
  });
});

it('nothing of a ticket or of an answer stands in the log of the service', async () => {
  await app.deliver(newTicket('The xylophone is off'));
  played.next.push(new Response('{"type":"message","content":"xylophone"', { status: 200 }));
  await app.drain();
  expect(played.requests).toHaveLength(1);
  expect(app.harness.lines.join('\n')).not.toContain('xylophone');
});
