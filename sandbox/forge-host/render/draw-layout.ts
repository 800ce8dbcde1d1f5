/** Boxes, stacks, tabs, dialogs, tables: where things stand. */
import { spaceOf, styleOf } from './draw-style.ts';
import {
  callProp,
  type DrawComponent,
  type Drawing,
  type ForgeDoc,
  flagProp,
  passedAttrs,
  textProp,
} from './forge-doc.ts';
import { el, type HostNode } from './host-element.ts';

const flow =
  (name: 'stack' | 'inline'): DrawComponent =>
  (doc, d) => {
    const align = ['alignInline', 'alignBlock', 'spread', 'grow'].flatMap((prop) => {
      const value = textProp(doc, prop);
      return value ? [`${prop.toLowerCase()}-${value}`] : [];
    });
    const wraps = flagProp(doc, 'shouldWrap') ? ['wrap'] : [];
    const gap = spaceOf(doc.props['space']);
    const attrs = { class: [name, ...align, ...wraps].join(' '), style: gap && `gap:${gap}` };
    return [el('div', attrs, d.kids(doc), { key: doc.key })];
  };

const box: DrawComponent = (doc, d) => {
  const padding = spaceOf(doc.props['padding']);
  const style =
    [padding && `padding:${padding}`, styleOf(doc)].filter(Boolean).join(';') || undefined;
  return [
    el('div', { class: 'box', style, id: textProp(doc, 'id'), ...passedAttrs(doc) }, d.kids(doc), {
      key: doc.key,
    }),
  ];
};

const childrenOf = (doc: ForgeDoc, type: string): readonly ForgeDoc[] =>
  doc.children.filter((c) => c.type === type);

/** Tabs hold their own choice unless the app gives `selected`. */
const tabs: DrawComponent = (doc, d) => {
  const list = childrenOf(doc, 'TabList')[0];
  const names = list ? childrenOf(list, 'Tab') : [];
  const panels = childrenOf(doc, 'TabPanel');
  const stateKey = `tab:${doc.key}`;
  const chosen = Number(
    doc.props['selected'] ?? d.ui.get(stateKey) ?? doc.props['defaultSelected'] ?? 0,
  );
  const choose = (index: number) => (): void => {
    d.ui.set(stateKey, index, true);
    callProp(doc, 'onChange', index);
  };
  const buttons = names.map((tab, index) => {
    const on = index === chosen;
    const attrs = {
      class: 'tab',
      role: 'tab',
      type: 'button',
      id: `tab-${doc.key}-${index}`,
      'aria-controls': on ? `panel-${doc.key}` : undefined,
      'aria-selected': on ? 'true' : 'false',
    };
    return el('button', attrs, d.kids(tab), { key: tab.key, on: { click: choose(index) } });
  });
  const shown = panels[chosen];
  const panelAttrs = {
    role: 'tabpanel',
    id: `panel-${doc.key}`,
    tabindex: 0,
    'aria-labelledby': `tab-${doc.key}-${chosen}`,
  };
  const panel = el('div', panelAttrs, shown ? d.kids(shown) : [], { key: shown?.key });
  const label = textProp(doc, 'label') ?? 'Sections';
  const bar = el('div', { class: 'tab-list', role: 'tablist', 'aria-label': label }, buttons, {
    key: 'bar',
  });
  return [el('div', { class: 'tabs' }, [bar, panel], { key: doc.key })];
};

const modal: DrawComponent = (doc, d) => {
  const titleId = `title-${doc.key}`;
  const label = textProp(doc, 'label') ?? textProp(doc, 'title');
  const named = label ? { 'aria-label': label } : { 'aria-labelledby': titleId };
  const attrs = { class: 'dialog', role: 'dialog', 'aria-modal': 'true', tabindex: -1, ...named };
  const close = (): void => callProp(doc, 'onClose');
  const body = d.kids(doc).map((node) => giveTitleId(node, titleId));
  const dialog = el('section', attrs, body, { on: { escape: close } });
  return [el('div', { class: 'blanket' }, [dialog], { key: doc.key })];
};

/** The first dialog title inside gets the id the dialog is named by. */
function giveTitleId(node: HostNode, id: string): HostNode {
  if (typeof node === 'string') return node;
  if (node.attrs['class'] === 'dialog-title') return { ...node, attrs: { ...node.attrs, id } };
  return { ...node, children: node.children.map((child) => giveTitleId(child, id)) };
}

const part =
  (tag: string, name: string): DrawComponent =>
  (doc, d) => [el(tag, { class: name }, d.kids(doc), { key: doc.key })];

const wrapped = (doc: ForgeDoc, name: string): ForgeDoc | undefined =>
  doc.children.find((c) => c.type === 'ContentWrapper' && c.props['name'] === name);

const popup: DrawComponent = (doc, d) => {
  const [trigger, content] = [wrapped(doc, 'trigger'), wrapped(doc, 'content')];
  const label = textProp(doc, 'label') ?? 'Details';
  const close = (): void => callProp(doc, 'onClose');
  const shown =
    flagProp(doc, 'isOpen') && content
      ? [
          el('div', { class: 'popup', role: 'dialog', 'aria-label': label }, d.kids(content), {
            key: 'content',
            on: { escape: close },
          }),
        ]
      : [];
  return [
    el('div', { class: 'popup-holder' }, [...(trigger ? d.kids(trigger) : []), ...shown], {
      key: doc.key,
    }),
  ];
};

const tooltip: DrawComponent = (doc, d) => {
  const hint = textProp(doc, 'content') ?? textProp(doc, 'text');
  return [el('span', { class: 'tooltip', title: hint }, d.kids(doc), { key: doc.key })];
};

function drawCells(tag: 'th' | 'td', row: ForgeDoc, d: Drawing): HostNode[] {
  return childrenOf(row, 'Cell').map((cell) => {
    const span = { colspan: textProp(cell, 'colSpan'), scope: tag === 'th' ? 'col' : undefined };
    return el(tag, span, d.kids(cell), { key: cell.key });
  });
}

const table: DrawComponent = (doc, d) => {
  const [head, rows] = [wrapped(doc, 'head'), wrapped(doc, 'rows')];
  const caption = textProp(doc, 'caption');
  const lines = (rows ? childrenOf(rows, 'Row') : []).map((row) =>
    el('tr', {}, drawCells('td', row, d), { key: row.key }),
  );
  const headed =
    head && head.children.length > 0
      ? [el('thead', {}, [el('tr', {}, drawCells('th', head, d))])]
      : [];
  const empty =
    lines.length === 0
      ? [
          el('p', { class: 'empty' }, [textProp(doc, 'emptyView') ?? 'Nothing to show'], {
            key: 'empty',
          }),
        ]
      : [];
  const busy = flagProp(doc, 'isLoading') ? 'true' : undefined;
  const named = caption ? [el('caption', {}, [caption])] : [];
  const grid = el(
    'table',
    { class: 'table', 'aria-busy': busy },
    [...named, ...headed, el('tbody', {}, lines)],
    { key: 'table' },
  );
  const label = textProp(doc, 'label') ?? caption ?? 'Table';
  return [
    el(
      'div',
      { class: 'table-holder', tabindex: 0, role: 'region', 'aria-label': label },
      [grid, ...empty],
      { key: doc.key },
    ),
  ];
};

const passThrough: DrawComponent = (doc, d) => d.kids(doc);

/** Drawers of layout by component name. */
export const LAYOUT_COMPONENTS: Record<string, DrawComponent> = {
  Root: (doc, d) => [el('div', { class: 'root stack' }, d.kids(doc), { key: doc.key })],
  Box: box,
  Bleed: box,
  Tile: box,
  Stack: flow('stack'),
  Inline: flow('inline'),
  Tabs: tabs,
  Modal: modal,
  ModalTransition: passThrough,
  ModalHeader: part('div', 'dialog-header'),
  ModalTitle: part('h2', 'dialog-title'),
  ModalBody: part('div', 'dialog-body stack'),
  ModalFooter: part('div', 'dialog-footer inline'),
  ContentWrapper: passThrough,
  Popup: popup,
  Tooltip: tooltip,
  DynamicTable: table,
};
