/** An approval link is inert until a person who may decide presses the button, and decides once (FEATURES.md, A1 to A5). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceAnswer } from '../service-client.ts';
import { createServiceClient } from '../service-client.ts';
import { type Sandbox, startSandbox } from '../start-sandbox.ts';
import { hashTables } from './hash-tables.ts';
import { approvalLinkSeenBy, writesOfApp } from './look.ts';
import { readForm } from './read-form.ts';

const SEED = 11;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const ANA = 'ana@example.com';
const BEN = 'ben@example.com';
const BOTS = [
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Mozilla/5.0 (compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview)',
  'facebookexternalhit/1.1',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'BarracudaCentral.Bot',
  '',
];

let sandbox: Sandbox;
beforeAll(async () => {
  // Compares every table byte by byte and lets a sign-in age: waiting out faults would move the clock and change both.
  sandbox = await startSandbox({ seed: SEED, faults: 0 });
});
afterAll(() => sandbox.close());

/** Stages a plan and answers the path of its link. */
async function stage(key: string): Promise<{ issueKey: string; path: string }> {
  const { key: issueKey } = sandbox.file({
    project: 'HELP',
    summary: `Archive ${key}`,
    description: `Please archive project ${key}.`,
    reporter: 'Dan Reporter',
  });
  await sandbox.settled();
  const link = await approvalLinkSeenBy(sandbox, 'Ana Admin', issueKey);
  if (link === undefined) throw new Error(`no link on ${issueKey}`);
  return { issueKey, path: new URL(link).pathname };
}

/** The filled form of a link, as a browser of that person would send it. */
async function formOf(email: string, path: string): Promise<Record<string, string>> {
  const page = await (await sandbox.signedIn(email)).get(path, { accept: 'text/html' });
  const typedKey = /type ([A-Z]+)</.exec(page.text)?.[1];
  return {
    ...readForm(page.text),
    decision: 'approve',
    reason: 'Agreed',
    ...(typedKey === undefined ? {} : { typedKey }),
  };
}

const stateOf = async (issueKey: string): Promise<string | undefined> =>
  (await sandbox.decision(issueKey))?.approval?.state;

const picture = (): string =>
  `${hashTables(sandbox.dataDir)} ${sandbox.jira.effects().length} effects`;

describe('an approval link', () => {
  it('changes nothing by 100 GET and 100 HEAD calls of bots, with and without a session', async () => {
    const { issueKey, path } = await stage('LEGACY');
    const browsers = [
      createServiceClient(sandbox.service.url, sandbox.nowMs),
      await sandbox.signedIn(ANA),
    ];
    const before = picture();
    for (let times = 0; times < 50; times += 1) {
      const headers = { 'user-agent': BOTS[times % BOTS.length] ?? '', accept: 'text/html' };
      for (const browser of browsers) {
        expect((await browser.get(path, headers)).status).toBe(200);
        expect((await browser.head(path, headers)).status).toBe(200);
      }
    }
    await sandbox.settled();
    expect(picture()).toBe(before);
    expect(await stateOf(issueKey)).toBe('staged');
  });

  it('with any one character changed, or written otherwise, is not valid and decides nothing', async () => {
    const { issueKey, path } = await stage('TEST');
    const ana = await sandbox.signedIn(ANA);
    const form = await formOf(ANA, path);
    const before = picture();
    const pages = new Set<string>();
    for (const changed of alterations(path)) {
      const shown = await ana.get(changed, { accept: 'text/html' });
      const sent = await ana.postForm(changed, form);
      expect([changed, shown.status, sent.status]).toEqual([changed, 404, 404]);
      if (changed.startsWith('/approve/v1.')) pages.add(sent.text);
    }
    await sandbox.settled();
    expect(picture()).toBe(before);
    expect([await stateOf(issueKey), pages.size]).toEqual(['staged', 1]);
  });

  it('approved sixty-four times at once by two people runs once, and afterwards decides nothing', async () => {
    const { issueKey, path } = await stage('OPS');
    const [ana, ben] = [await sandbox.signedIn(ANA), await sandbox.signedIn(BEN)];
    const [anas, bens] = [await formOf(ANA, path), await formOf(BEN, path)];
    const answers = await Promise.all(
      Array.from(
        { length: 64 },
        (_none, at): Promise<ServiceAnswer> =>
          at % 2 === 0 ? ana.postForm(path, anas) : ben.postForm(path, bens),
      ),
    );
    await sandbox.settled();
    const count = (status: number): number =>
      answers.filter((answer) => answer.status === status).length;
    expect([count(303), count(409)]).toEqual([1, 63]);
    const runs = () =>
      writesOfApp(sandbox).filter((one) => one.path.endsWith('/project/OPS/archive'));
    expect(runs()).toHaveLength(1);
    const effects = sandbox.jira.effects().length;
    expect((await ben.postForm(path, bens)).status).toBe(409);
    expect((await ben.postForm(path, { ...bens, decision: 'deny' })).status).toBe(409);
    await sandbox.settled();
    expect([await stateOf(issueKey), runs().length]).toEqual(['approved', 1]);
    expect(sandbox.jira.effects()).toHaveLength(effects);
  });

  it('does not let the one who asked approve, and lets him deny', async () => {
    const { key: issueKey } = sandbox.file({
      project: 'HELP',
      summary: 'Archive WEB',
      description: 'Please archive project WEB.',
      reporter: 'Ben Carter',
    });
    await sandbox.settled();
    const link = await approvalLinkSeenBy(sandbox, 'Ana Admin', issueKey);
    const path = new URL(link ?? '').pathname;
    const ben = await sandbox.signedIn(BEN);
    const page = await ben.get(path, { accept: 'text/html' });
    expect(page.text).not.toContain('value="approve"');
    const form = await formOf(BEN, path);
    expect((await ben.postForm(path, form)).status).toBe(403);
    expect(await stateOf(issueKey)).toBe('staged');
    expect((await ben.postForm(path, { ...form, decision: 'deny' })).status).toBe(303);
    await sandbox.settled();
    expect(await stateOf(issueKey)).toBe('denied');
  });

  it('after its deadline says so and decides nothing, before and after the clean-up', async () => {
    const { issueKey, path } = await stage('MAIN');
    await sandbox.advance(DAY_MS - MINUTE_MS);
    await sandbox.settled();
    const effects = writesOfApp(sandbox).length;
    const form = await formOf(ANA, path);
    await sandbox.advance(MINUTE_MS + 1);
    const early = await (await sandbox.signedIn(ANA)).postForm(path, form);
    await sandbox.settled();
    const late = await (await sandbox.signedIn(ANA)).postForm(path, form);
    expect([early.status, late.status]).toEqual([410, 410]);
    expect([await stateOf(issueKey), writesOfApp(sandbox).length]).toEqual(['expired', effects]);
  });
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Every character of the token replaced once, and other spellings of the same bytes. */
function alterations(path: string): string[] {
  const token = path.replace('/approve/', '');
  const changed = [...token].map((character, at) => {
    const other = character === 'A' ? 'B' : 'A';
    return `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
  });
  const last = ALPHABET.indexOf(token.at(-1) ?? 'A');
  const sameBytes = [1, 2, 3].map((step) => `${token.slice(0, -1)}${ALPHABET[last ^ step]}`);
  const spellings = [
    `${token}=`,
    token.replaceAll('-', '+'),
    token.replaceAll('_', '%2F'),
    token.toUpperCase(),
    token.toLowerCase(),
    `${token}.`,
    `${token}%00`,
    `%20${token}`,
    Buffer.from(token).toString('base64url'),
    token.slice(0, -1),
  ];
  return [...changed, ...sameBytes, ...spellings]
    .filter((text) => text !== token)
    .map((text) => `/approve/${text}`);
}
