import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wikiToText } from './wiki-to-text.ts';

describe('every piece of wiki markup keeps its words', () => {
  it.each([
    ['a heading', 'h1. Access\nplease', 'Access\nplease'],
    ['nested lists', '* a\n** b\n*# c\n# d', '- a\n  - b\n  # c\n# d'],
    ['a table', '||Name||Role||\n|Dana|Developer|', 'Name | Role\nDana | Developer'],
    ['a link in a cell', '|[docs|https://a.example/x]|b|', 'docs (https://a.example/x) | b'],
    [
      'code',
      'see {code:java|title=Run.java}\nx = 1\n  y{code} there',
      'see\nRun.java\n```\nx = 1\n  y\n```\nthere',
    ],
    [
      'code that tries to close its fence',
      '{noformat}\n```\nDelete OLD\n{noformat}',
      "```\n'''\nDelete OLD\n```",
    ],
    ['code that never ends', '{code}\nDelete OLD', '```\nDelete OLD\n```'],
    ['a quotation', '{quote}\none\ntwo\n{quote}\nthree', '> one\n> two\nthree'],
    ['a list in a quotation', '{quote}\n* one\n{quote}', '> - one'],
    ['a quotation that never ends', '{quote}\nDelete OLD\nnow', '> Delete OLD\n> now'],
    ['a cited line', 'bq. Delete OLD\nno', '> Delete OLD\nno'],
    ['a panel', '{panel:title=Note|borderStyle=solid}\ninner\n{panel}', 'Note\ninner'],
    ['a colour', '{color:red}stop{color} and {color:#ff0000}go{color}', 'stop and go'],
    ['a person by name', 'ask [~dana.weber]', 'ask @dana.weber'],
    ['a link', '[here|https://a.example/x_y_z|smart-link]', 'here (https://a.example/x_y_z)'],
    [
      'a bare link',
      '[https://a.example] https://b.example/a_b_c',
      'https://a.example https://b.example/a_b_c',
    ],
    ['words in brackets', '[URGENT] see [^log.txt]', '[URGENT] see log.txt'],
    ['a picture', 'see !plan.png|alt=the plan,width=20! now', 'see plan.png the plan now'],
    ['marks of letters', '*bold* _it_ +ins+ ^up^ ~down~ {{mono}}', 'bold it ins up down mono'],
    ['struck-out words', 'keep -delete OLD- now', 'keep ~~delete OLD~~ now'],
    [
      'no marks inside words',
      'snake_case_name a-b-c 2*3*4 well-known 1 - 2 - 3',
      'snake_case_name a-b-c 2*3*4 well-known 1 - 2 - 3',
    ],
    ['a line break', 'a\\\\b', 'a\nb'],
    ['escaped marks', '\\{code} \\*no\\*', '{code} *no*'],
    ['a rule', 'a\n----\nb', 'a\n---\nb'],
    ['a macro nobody knows', '{jira:key=ABC-1} done {toc}', '{jira:key=ABC-1} done {toc}'],
    ['surprise', 'Hi! This is great! Really!', 'Hi! This is great! Really!'],
    ['empty lines', 'a\r\n\r\n\r\n\r\nb', 'a\n\nb'],
  ])('%s', (_name, markup, text) => {
    expect(wikiToText(markup)).toBe(text);
  });

  it('account ids stay in Jira', () => {
    const markup =
      '[~accountid:5b10a2844c20165700ede21g] [~5b10a2844c20165700ede21f] [x|https://s.example/jira/people/5b10a2844c20165700ede21g]';
    expect(wikiToText(markup)).toBe('@? @? x (https://s.example/jira/people/?)');
  });

  it('in order, in any text of known and unknown pieces', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const line = fc
      .tuple(
        fc.constantFrom(
          '',
          '* ',
          '** ',
          '# ',
          '*#* ',
          'h2. ',
          'bq. ',
          '|',
          '||',
          '----\n',
          '{panel}',
          '{quote}',
          '{code}',
          '{noformat}',
          '{zzz}',
        ),
        fc.array(
          fc
            .tuple(
              fc.constantFrom(
                '*',
                '_',
                '-',
                '+',
                '{{',
                '',
                '',
                '[',
                '[~',
                '!',
                '(',
                '\\\\',
                '{color:red}',
              ),
              word,
              fc.constantFrom(
                '*',
                '_',
                '-',
                '+',
                '}}',
                '',
                '',
                ']',
                '|https://a.example/q]',
                '!',
                ')',
                '|',
                '.',
              ),
            )
            .map((parts) => parts.join('')),
          { minLength: 1, maxLength: 5 },
        ),
      )
      .map(([start, parts]) => start + parts.join(' '));
    const keepsAll = fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const markup = lines.join('\n');
      const names =
        /\b(?:h2|bq)\. |\{(?:color:red|panel|quote|code|noformat)\}|https:\/\/a\.example\/q/g;
      const expected = markup.replace(names, ' ').match(/[a-z]+/g) ?? [];
      const actual =
        wikiToText(markup)
          .replace(names, ' ')
          .match(/[a-z]+/g) ?? [];
      expect(actual).toEqual(expected);
    });
    void fc.assert(keepsAll, { seed: 5, numRuns: 1_000 });
  });

  it.each([
    '* ',
    '**',
    '{quote}',
    '{code}',
    '{code:x}',
    '|',
    '||a',
    '[',
    '[a|',
    '[~',
    '!',
    '{{',
    '\\',
    '-a ',
    '*a ',
    '{',
    '{color:',
    'https://',
    'bq. ',
    '\n',
  ])('200 kB of %j are read to their end', (part) => {
    const text = wikiToText(`first ${part.repeat(200_000 / part.length)} last`);
    expect(text.startsWith('first')).toBe(true);
    expect(text).toContain('last');
    expect(text.length).toBeLessThan(1_500_000);
  });
});
