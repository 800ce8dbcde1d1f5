/** Jira shows an issue panel only where it was pinned or added: a stand-in that shows it everywhere would hide a missing first run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answerAsJira,
  bundleFixture,
  type Fixture,
  startFixture,
} from './testing/start-fixture.ts';

let fixture: Fixture;
let asked = '';

beforeAll(async () => {
  bundleFixture();
  const isPanelPinned = (moduleId: string): boolean => {
    asked = moduleId;
    return false;
  };
  fixture = await startFixture({ isPanelPinned }, answerAsJira);
  await fixture.host.install();
}, 120_000);
afterAll(() => fixture.stop());

test('a panel that is not pinned is on no issue until somebody adds it there', async () => {
  const { host } = fixture;
  await expect(host.panel('KRK-1', 'ana')).rejects.toThrow('pin it to the project');
  const page = await (await fetch(`${host.url}/browse/KRK-1?as=ana`)).text();
  expect(page).not.toContain('<iframe');
  const action = /action="([^"]*\/panels\/[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const added = await fetch(`${host.url}${action}`, { method: 'POST' });
  expect(added.status).toBe(200);
  expect(await added.text()).toContain('<iframe');
  const session = await host.panel('KRK-1', 'ana');
  expect(session.text()).toContain('Viewer ana');
  session.close();
});

test('Jira is asked by the full name of the module', () => {
  expect(asked).toMatch(/^ari:cloud:ecosystem::extension\/[^/]+\/[^/]+\/static\/[^/]+$/);
});
