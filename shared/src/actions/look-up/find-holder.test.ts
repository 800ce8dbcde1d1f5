import { expect, test } from 'vitest';
import { CONTEXT, runOn } from '../testing/fake-jira.ts';
import { SMALL_SITE } from '../testing/small-site.ts';
import { findHolder, grantHolderWords, holderArg } from './find-holder.ts';

const holderOf = (words: string) => runOn(SMALL_SITE, () => findHolder(words, CONTEXT)).value;

test.each([
  ['projectRole', '30001'],
  ['group', 'id-devs'],
  ['user', 'dana'],
  ['anyone', null],
  ['applicationRole', null],
  ['applicationRole', 'jira-software'],
  ['projectLead', null],
  ['reporter', null],
  ['assignee', null],
  ['sd.customer.portal.only', null],
  ['userCustomField', 'customfield_10050'],
  ['groupCustomField', 'customfield_10050'],
])('the words for a grant to %s %s lead back to it', (type, value) => {
  expect(holderOf(holderArg(type, value))).toMatchObject({
    ok: true,
    value: { holder: { type, ...(value !== null && { value }) } },
  });
});

test.each(['role id:9', 'group id:gone', 'user field id:summary', 'role id:../1'])(
  '"%s" names nobody and is asked',
  (words) => {
    expect(holderOf(words)).toMatchObject({ ok: false, error: { outcome: 'ask' } });
  },
);

test.each([
  [{ type: 'projectRole', value: '7', label: '7' }, 'the role "Developers"'],
  [{ type: 'group', value: 'g', label: 'devs' }, 'the group "devs"'],
  [{ type: 'anyone', value: '', label: '' }, 'anyone on the web'],
  [{ type: 'applicationRole', value: '', label: '' }, 'everybody who is signed in'],
  [
    { type: 'userCustomField', value: 'customfield_1', label: '' },
    'the person in the field customfield_1',
  ],
  [{ type: 'reporter', value: '', label: '' }, 'the reporter'],
])('%o is told as "%s"', (grant, words) => {
  expect(grantHolderWords(grant, new Map([['7', 'Developers']]))).toBe(words);
});
