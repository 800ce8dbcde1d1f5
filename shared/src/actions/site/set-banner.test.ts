import { describe, expect, test } from 'vitest';
import type { Json } from '../../json.ts';
import { entryOf, inWords, resolvedForTest, resolveForTest } from '../testing/resolve-for-test.ts';

const OFF = { message: '', isEnabled: false, isDismissible: false, visibility: 'private' };
const said = (args: Json, banner: Json = OFF) =>
  inWords(resolveForTest('banner.set', args, { jira: { getBanner: () => banner } }).outcome);

describe('the text of the banner', () => {
  test.each([
    'Jira moves on Friday, 5 > 4 & so on',
    'Jira moves on <b>Friday</b>,<br> or <em><strong>Sunday</strong></em><br/>',
    '<p>JavaScript: the course = on</p>',
    'See <a href="https://status.example/jira?a=1&b=2">the status</a>',
  ])('%s is passed on', (message) => expect(said({ message })).toBe('resolved'));

  test.each([
    '<script>alert(1)</script>',
    '<marquee>x</marquee>',
    '<b style="position:fixed">x</b>',
    '<b onclick="x()">x</b>',
    '<dialog open>x</dialog>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="http://status.example">x</a>',
    '<a href="https://jira.example@evil.example">x</a>',
    '<a href="https://status.example" target="_top">x</a>',
    "<a href='https://status.example'>x</a>",
    '<a>x</a>',
    '<img src="https://x.example/x.png">',
    '<!-- x',
    'a < b',
    '&#60;script&#62;',
    // What is left open goes on through the page.
    '<b>x',
    'x</p>',
    '<b><i>x</b></i>',
    '<b<b>>x</b>',
  ])('%s is left to an administrator', (message) =>
    expect(said({ message })).toMatch(/^unsupported: Kraken puts only plain text/),
  );

  test('a text that is there already is shown on the same terms, and can be taken down', () => {
    const banner = { ...OFF, message: '<iframe src="//x.example"></iframe>' };
    expect(said({ enabled: true }, banner)).toMatch(/^unsupported/);
    expect(said({ enabled: false }, { ...banner, isEnabled: true })).toBe('resolved');
  });

  test.each([
    ['one Kraken would not put up', { ...OFF, message: '<iframe>' }, false],
    ['an empty one that was shown', { ...OFF, isEnabled: true }, false],
    ['an ordinary one', { ...OFF, message: '<b>Old</b>' }, true],
  ])('%s comes back: %o', (_, banner, canReturn) => {
    const jira = { getBanner: () => banner };
    const action = resolvedForTest('banner.set', { message: 'New' }, { jira });
    expect(action.facts.hasCompleteInverse).toBe(canReturn);
    expect(entryOf(action.type).inverse?.(action.target, {}) === null).toBe(!canReturn);
  });
});
