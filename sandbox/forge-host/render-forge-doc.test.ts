/** The renderer: text stays text, names are bound, levels do not skip, and nothing unknown disappears silently. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findField, listPressables, readText } from './find-control.ts';
import type { ForgeDoc } from './render/forge-doc.ts';
import { walk } from './render/host-element.ts';
import { printHtml } from './render/print-html.ts';
import { DRAWN_COMPONENTS, renderForgeDoc } from './render-forge-doc.ts';
import { createUiMemory } from './ui-memory.ts';

let serial = 0;
/** A ForgeDoc node; strings become String nodes. */
function doc(
  type: string,
  props: Record<string, unknown> = {},
  ...children: (ForgeDoc | string)[]
): ForgeDoc {
  serial += 1;
  const kids = children.map((c) => (typeof c === 'string' ? doc('String', { text: c }) : c));
  return { type, key: `k${serial}`, props, children: kids };
}

const missing: string[] = [];
const memory = () =>
  createUiMemory({
    redraw: () => {},
    loadUserName: async () => 'Ana Lima',
    notDrawn: (type) => missing.push(type),
  });
const draw = (...children: ForgeDoc[]) => renderForgeDoc(doc('Root', {}, ...children), memory());

test('no text of any kind becomes markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const html = printHtml(
        draw(doc('Text', {}, text), doc('Textfield', { value: text, 'aria-label': text })),
      );
      const bare = html
        .replace(/&(?:lt|gt|amp|quot|#39);/g, '')
        .replace(/<\/?(?:div|span|input)(?: [a-z-]+(?:="[^"<>]*")?)*>/g, '');
      expect(bare).not.toMatch(/[<>]/);
    }),
  );
});

test.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'vbscript:x'])(
  'a link to %s is no link',
  (href) => {
    const tree = draw(
      doc('Link', { href }, 'go'),
      doc('LinkButton', { href }, 'go'),
      doc('SectionMessage', {}, doc('SectionMessageAction', { href }, 'go')),
    );
    expect([...walk(tree)].some((e) => e.attrs['href'] !== undefined)).toBe(false);
  },
);

test('xcss cannot load anything or leave its property', () => {
  const html = printHtml(
    draw(
      doc(
        'Box',
        {
          xcss: {
            backgroundColor: 'url(https://x)',
            padding: 'space.200',
            color: 'red;background:url(x)',
          },
        },
        'x',
      ),
    ),
  );
  expect(html).not.toContain('url(');
  expect(html).toContain('padding:16px');
});

test('heading levels follow the sizes and never skip', () => {
  const tree = draw(
    doc('Heading', { size: 'small' }, 'a'),
    doc('Heading', { size: 'large' }, 'b'),
    doc('Heading', { size: 'xsmall' }, 'c'),
  );
  const levels = [...walk(tree)].filter((e) => /^h[1-6]$/.test(e.tag)).map((e) => Number(e.tag[1]));
  expect(levels).toEqual([2, 2, 3]);
});

test('a component nobody draws stands visibly on the page and is reported', () => {
  missing.length = 0;
  expect(readText(draw(doc('LineChart', {}, 'inside')))).toContain('not drawn: LineChart');
  expect(missing).toEqual(['LineChart']);
});

test('a label is bound to its field', () => {
  const tree = draw(
    doc('Label', { labelFor: 'f' }, 'Reason', doc('RequiredAsterisk')),
    doc('TextArea', { id: 'f', name: 'reason' }),
  );
  expect(findField(tree, 'Reason').tag).toBe('textarea');
});

test('a click calls the function of the button that is drawn, once', () => {
  const calls: string[] = [];
  const tree = draw(
    doc('Button', { onClick: () => calls.push('a') }, 'A'),
    doc('LoadingButton', { isLoading: true, onClick: () => calls.push('b') }, 'B'),
  );
  for (const { element } of listPressables(tree)) element.on.click?.();
  expect(calls).toEqual(['a']);
});

test('a field tells the app what was typed, in the form the app expects', () => {
  const seen: unknown[] = [];
  const options = [
    { label: 'One', value: '1' },
    { label: 'Two', value: '2' },
  ];
  const onChange = (e: unknown) => seen.push(e);
  const tree = draw(
    doc('Textfield', { name: 't', 'aria-label': 't', onChange }),
    doc('Toggle', { label: 'g', name: 'g', onChange }),
    doc('Select', { 'aria-label': 's', options, onChange }),
    doc('CheckboxGroup', { name: 'c', options, onChange }),
  );
  findField(tree, 't').on.input?.({ value: 'x', checked: false, values: [] });
  findField(tree, 'g').on.input?.({ value: 'on', checked: true, values: [] });
  findField(tree, 's').on.input?.({ value: '2', checked: false, values: [] });
  [...walk(tree)]
    .find((e) => e.field?.value === '1')
    ?.on.input?.({ value: '1', checked: true, values: [] });
  expect(seen).toMatchObject([
    { target: { type: 'text', name: 't', value: 'x' } },
    { target: { type: 'checkbox', checked: true } },
    { label: 'Two', value: '2' },
    ['1'],
  ]);
});

test('what is typed into a field the app does not control stays there', () => {
  const ui = memory();
  const root = doc('Root', {}, doc('Textfield', { 'aria-label': 'x', defaultValue: 'start' }));
  expect(printHtml(renderForgeDoc(root, ui))).toContain('value="start"');
  findField(renderForgeDoc(root, ui), 'x').on.input?.({
    value: 'typed',
    checked: false,
    values: [],
  });
  expect(printHtml(renderForgeDoc(root, ui))).toContain('value="typed"');
});

test('tables, lists and code show their content', () => {
  const cell = (text: string) => doc('Cell', {}, text);
  const table = doc(
    'DynamicTable',
    { caption: 'Actions' },
    doc('ContentWrapper', { name: 'head' }, cell('What')),
    doc('ContentWrapper', { name: 'rows' }, doc('Row', {}, cell('Delete OLD'))),
  );
  const text = readText(
    draw(
      table,
      doc('List', { type: 'ordered' }, doc('ListItem', {}, 'first')),
      doc('CodeBlock', { text: 'GET /x' }),
    ),
  );
  expect(text).toBe('Actions\nWhat\nDelete OLD\nfirst\nGET /x');
});

test('a dialog has a name and closes on Escape', () => {
  let closed = 0;
  const tree = draw(
    doc(
      'Modal',
      {
        onClose: () => {
          closed += 1;
        },
      },
      doc('ModalHeader', {}, doc('ModalTitle', {}, 'Approve?')),
    ),
  );
  const dialog = [...walk(tree)].find((e) => e.attrs['role'] === 'dialog');
  const title = [...walk(tree)].find((e) => e.attrs['id'] === dialog?.attrs['aria-labelledby']);
  expect(title && readText(title)).toBe('Approve?');
  dialog?.on.escape?.();
  expect(closed).toBe(1);
});

test('every component the UI Kit names is drawn or known not to be', () => {
  const file = createRequire(import.meta.url).resolve('@forge/react');
  const source = readFileSync(
    file.replace(/index\.js$/, 'components/ui-kit-components.js'),
    'utf8',
  );
  const names = [...source.matchAll(/exports\.\w+ = '(\w+)';/g)].map((m) => m[1] ?? '');
  const withinTabs = ['Tab', 'TabList', 'TabPanel'];
  const undrawn = names
    .filter((name) => ![...DRAWN_COMPONENTS, ...withinTabs].includes(name))
    .sort();
  expect(undrawn).toMatchInlineSnapshot(`
    [
      "AtlassianIcon",
      "AtlassianTile",
      "BarChart",
      "Breadcrumbs",
      "BreadcrumbsItem",
      "Calendar",
      "ChromelessEditor",
      "CommentEditor",
      "DonutChart",
      "FileCard",
      "FilePicker",
      "Frame",
      "HorizontalBarChart",
      "HorizontalStackBarChart",
      "LineChart",
      "Pagination",
      "PieChart",
      "ProgressTracker",
      "StackBarChart",
      "UserPicker",
    ]
  `);
});
