/**
 * What reaches the model, looked at where it arrives: the reporter's words and nothing of the site around them. Leaves out
 * a second tenant, as the sandbox has one site: the service's own tests have two.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { type Canaries, plantCanaries } from './plant-canaries.ts';

/** Made up, in the form of a token of GitHub; put together so that no scanner takes it for one. */
const TOKEN = ['ghp', 'Zx81mQ4vT7pLk2Rw9cNb3Hd6Yf0Js5Ga1Ue8'].join('_');
const RESTRICTED = 'heron-restricted-comment';
const INTERNAL = 'heron-internal-comment';
const OPEN = 'heron-open-comment';

let sandbox: Sandbox;
let canaries: Canaries;
let issueKey: string;
let sent: string;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 9 });
  const person = sandbox.personId;
  const filed = sandbox.file({
    project: 'HELP',
    summary: 'The heron in the pond',
    description: `It looks at me strangely. My token is ${TOKEN} by the way.`,
    reporter: person('Dan Reporter'),
  });
  issueKey = filed.key;
  await sandbox.catchUp();
  canaries = await plantCanaries({ sandbox, issueKey });
  const author = person('Ana Admin');
  const visibility = { type: 'role', value: 'Administrators' } as const;
  sandbox.comment(issueKey, { author, body: RESTRICTED, visibility });
  sandbox.comment(issueKey, { author, body: INTERNAL, internal: true });
  sandbox.comment(issueKey, { author, body: OPEN });
  sandbox.claude.forgetRequests();
  sandbox.comment(issueKey, { author: person('Dan Reporter'), body: 'It is still there.' });
  await sandbox.catchUp();
  sent = JSON.stringify(sandbox.claude.requests());
});
afterAll(() => sandbox.close());

describe('what the model is sent', () => {
  it('holds the words of the ticket, so that the look is worth something', () => {
    for (const words of [
      'The heron in the pond',
      'looks at me strangely',
      'It is still there.',
      OPEN,
    ])
      expect(sent).toContain(words);
  });

  it('holds nothing of more than thirty other fields of the issue and the site', () => {
    expect(canaries.size).toBeGreaterThanOrEqual(30);
    const found = [...canaries].filter(([, word]) => sent.includes(word));
    expect(found).toEqual([]);
  });

  it('holds no restricted and no internal comment', () => {
    expect(sent).not.toContain(RESTRICTED);
    expect(sent).not.toContain(INTERNAL);
  });

  it('holds a pasted token masked only', () => {
    expect(sent).not.toContain(TOKEN);
    expect(sent).toContain('[masked: ');
  });

  it('names no account, no key of the service and no sign-in', () => {
    const { users } = sandbox.jira.state();
    for (const { accountId } of users) expect(sent).not.toContain(accountId);
    for (const { email, password } of sandbox.accounts) {
      expect(sent).not.toContain(email);
      expect(sent).not.toContain(password);
    }
    expect(sent).not.toContain(sandbox.claude.apiKey);
    expect(sent).not.toContain(issueKey);
  });

  it('never stands in a log line of the service', () => {
    const lines = sandbox.service.lines.join('\n');
    for (const words of ['heron', TOKEN, sandbox.claude.apiKey]) expect(lines).not.toContain(words);
  });
});
