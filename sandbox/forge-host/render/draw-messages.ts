/** Buttons and messages: what a person presses, and what the app reports. */
import { styleOf } from './draw-style.ts';
import { safeHref } from './draw-text.ts';
import {
  callProp,
  type DrawComponent,
  type ForgeDoc,
  flagProp,
  passedAttrs,
  textProp,
} from './forge-doc.ts';
import { el, type HostNode } from './host-element.ts';

const press = (doc: ForgeDoc) => (): void =>
  callProp(doc, 'onClick', { type: 'click', target: {} });

function drawButton(doc: ForgeDoc, children: HostNode[], loading: boolean): HostNode[] {
  const names = ['button', `a-${textProp(doc, 'appearance') ?? 'default'}`];
  if (textProp(doc, 'spacing') === 'compact') names.push('compact');
  if (flagProp(doc, 'shouldFitContainer')) names.push('fit');
  const attrs = {
    class: names.join(' '),
    type: textProp(doc, 'type') === 'submit' ? 'submit' : 'button',
    disabled: flagProp(doc, 'isDisabled'),
    'aria-disabled': loading ? 'true' : undefined,
    'aria-busy': loading ? 'true' : undefined,
    'aria-pressed': flagProp(doc, 'isSelected') ? 'true' : undefined,
    id: textProp(doc, 'id'),
    ...passedAttrs(doc),
  };
  const click = loading || flagProp(doc, 'isDisabled') ? {} : { click: press(doc) };
  return [el('button', attrs, children, { key: doc.key, on: click })];
}

const button: DrawComponent = (doc, d) => drawButton(doc, d.kids(doc), false);
const loadingButton: DrawComponent = (doc, d) => {
  const loading = flagProp(doc, 'isLoading');
  const wheel = loading
    ? [el('span', { class: 'spinner small', 'aria-hidden': 'true' }, [], { key: 'wheel' })]
    : [];
  return drawButton(doc, [...wheel, ...d.kids(doc)], loading);
};
const linkButton: DrawComponent = (doc, d) => {
  const attrs = {
    class: `button a-${textProp(doc, 'appearance') ?? 'default'}`,
    href: safeHref(textProp(doc, 'href')),
  };
  const outside =
    textProp(doc, 'target') === '_blank' ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return [el('a', { ...attrs, ...outside, ...passedAttrs(doc) }, d.kids(doc), { key: doc.key })];
};
const pressable: DrawComponent = (doc, d) => {
  const attrs = {
    class: 'pressable',
    type: 'button',
    style: styleOf(doc),
    disabled: flagProp(doc, 'isDisabled'),
    ...passedAttrs(doc),
  };
  return [el('button', attrs, d.kids(doc), { key: doc.key, on: { click: press(doc) } })];
};
const buttonGroup: DrawComponent = (doc, d) => {
  const label = textProp(doc, 'label');
  const named = label ? { role: 'group', 'aria-label': label } : {};
  return [
    el('div', { class: 'button-group inline wrap', ...named }, d.kids(doc), { key: doc.key }),
  ];
};

const ALERTING = ['error', 'warning'];
const sectionMessage: DrawComponent = (doc, d) => {
  const appearance = textProp(doc, 'appearance') ?? 'information';
  const title = textProp(doc, 'title');
  const isAction = (c: ForgeDoc): boolean => c.type === 'SectionMessageAction';
  const head = title ? [el('strong', { class: 'message-title' }, [title], { key: 'title' })] : [];
  const body = el(
    'div',
    { class: 'stack' },
    doc.children.filter((c) => !isAction(c)).flatMap((c) => d.node(c)),
    { key: 'body' },
  );
  const actions = doc.children.filter(isAction).flatMap((c) => d.node(c));
  const bar =
    actions.length > 0 ? [el('div', { class: 'inline wrap' }, actions, { key: 'actions' })] : [];
  const role = ALERTING.includes(appearance) ? 'alert' : 'status';
  return [
    el('div', { class: `message m-${appearance}`, role }, [...head, body, ...bar], {
      key: doc.key,
    }),
  ];
};
const messageAction: DrawComponent = (doc, d) => {
  const href = safeHref(textProp(doc, 'href'));
  if (href) return [el('a', { class: 'link', href }, d.kids(doc), { key: doc.key })];
  return [
    el('button', { class: 'button a-link', type: 'button' }, d.kids(doc), {
      key: doc.key,
      on: { click: press(doc) },
    }),
  ];
};

const fieldMessage =
  (name: string, role?: string): DrawComponent =>
  (doc, d) => [
    el('span', { class: `field-message ${name}`, role, id: textProp(doc, 'id') }, d.kids(doc), {
      key: doc.key,
    }),
  ];

const spinner: DrawComponent = (doc) => {
  const label = textProp(doc, 'label') ?? 'Loading';
  return [
    el(
      'span',
      { class: `spinner ${textProp(doc, 'size') ?? 'medium'}`, role: 'img', 'aria-label': label },
      [],
      { key: doc.key },
    ),
  ];
};
const progressBar: DrawComponent = (doc) => {
  const value = Math.round(Number(doc.props['value'] ?? 0) * 100);
  const now = flagProp(doc, 'isIndeterminate')
    ? {}
    : { 'aria-valuenow': value, 'aria-valuemin': 0, 'aria-valuemax': 100 };
  const attrs = {
    class: 'progress',
    role: 'progressbar',
    'aria-label': textProp(doc, 'ariaLabel') ?? 'Progress',
    ...now,
  };
  return [
    el('div', attrs, [el('span', { class: 'progress-done', style: `width:${value}%` })], {
      key: doc.key,
    }),
  ];
};
const emptyState: DrawComponent = (doc, d) => {
  const description = textProp(doc, 'description');
  const head = el(
    `h${d.headingLevel(doc)}`,
    { class: 'heading h-small' },
    [textProp(doc, 'header') ?? ''],
    { key: 'head' },
  );
  const said = description ? [el('p', {}, [description], { key: 'said' })] : [];
  return [
    el('div', { class: 'empty-state stack' }, [head, ...said, ...d.kids(doc)], { key: doc.key }),
  ];
};

/** Drawers of buttons and messages by component name. */
export const MESSAGE_COMPONENTS: Record<string, DrawComponent> = {
  Button: button,
  LoadingButton: loadingButton,
  LinkButton: linkButton,
  Pressable: pressable,
  ButtonGroup: buttonGroup,
  SectionMessage: sectionMessage,
  SectionMessageAction: messageAction,
  HelperMessage: fieldMessage('helper'),
  ErrorMessage: fieldMessage('error', 'alert'),
  ValidMessage: fieldMessage('valid'),
  Spinner: spinner,
  ProgressBar: progressBar,
  EmptyState: emptyState,
};
