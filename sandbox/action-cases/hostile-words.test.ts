/** Whatever words replace or follow an argument, reading stays valid, and what is compiled stays inside its template. */
import { ALL_OPERATIONS, type Json, renderRequest } from '@kraken/shared';
import { describe, expect, test } from 'vitest';
import { testSite } from '../jira/testing/test-site.ts';
import { entryOf, resolveOn } from './act-on-site.ts';
import { NOTIFICATION_CASES } from './notifications-security.ts';
import { SITE_CASES } from './site.ts';
import { VERSION_CASES } from './versions-components.ts';

const HOSTILE = [
  '/../../project/OLD',
  '%2e%2e%2f',
  '?enableUndo=false',
  '#',
  '\r\nX: y',
  '\u0000',
  '\u202e',
  '\ud800',
  ') OR project = OLD',
  '" OR "" = "',
  'id:../1',
  'id:10000?x=1',
  '[~accountid:../../x]',
  '{projectIdOrKey}',
  '__proto__',
  '<script>alert(1)</script>',
  '٣',
  'x'.repeat(255),
];

/** Every copy of the arguments in which one text is another one. */
function variants(args: Json): Json[] {
  if (typeof args === 'string') {
    return HOSTILE.flatMap((words) => [words, (args + words).slice(0, 255)]);
  }
  if (Array.isArray(args)) {
    return args.flatMap((item, index) =>
      variants(item).map((other) => args.map((one, at) => (at === index ? other : one))),
    );
  }
  if (typeof args !== 'object' || args === null) return [];
  return Object.entries(args).flatMap(([key, item]) =>
    variants(item).map((other) => ({ ...args, [key]: other })),
  );
}

const SCOPES = [...new Set(ALL_OPERATIONS.flatMap(({ scopes }) => scopes))];
const CASES = [...VERSION_CASES, ...NOTIFICATION_CASES, ...SITE_CASES];

describe.each(CASES.map((each) => [`${each.type} "${each.sentence}"`, each] as const))(
  '%s',
  (_, each) => {
    test('no words lead out of a template, or to a read that is no valid one', async () => {
      const site = testSite({ scopes: SCOPES, limits: { pointsPerHour: false, burst: false } });
      if (each.prepare !== undefined) site.site.edit((world) => each.prepare?.(world, site));
      const entry = entryOf(each.type);
      const asked = variants(each.args).filter((args) => entry.schema.safeParse(args).success);
      for (const args of asked) {
        const outcome = await resolveOn(site, each.type, args);
        if (outcome.outcome !== 'resolved') continue;
        const { target } = outcome.action;
        const rendered = entry.compile(target).map((one) => renderRequest(one, { taskId: '1' }));
        expect(
          rendered.map(({ ok }) => ok),
          JSON.stringify(args),
        ).not.toContain(false);
        expect(entry.describe(target)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
      expect(site.site.violations()).toEqual([]);
      expect(site.site.effects()).toEqual([]);
    });
  },
);
