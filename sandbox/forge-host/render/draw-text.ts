/** Texts, headings, code, badges, lists, links: everything that only says something. */
import { type DrawComponent, flagProp, passedAttrs, textProp } from './forge-doc.ts';
import { el } from './host-element.ts';

const NESTED = ['strong', 'em', 'p', 'span'];
const safeHref = (href: string | undefined): string | undefined =>
  href !== undefined && /^(https?:|mailto:|\/|#|\?)/i.test(href.trim()) ? href : undefined;

const text: DrawComponent = (doc, d) => {
  const as = textProp(doc, 'as') ?? 'span';
  const tag = NESTED.includes(as) ? as : 'span';
  const weight = textProp(doc, 'weight');
  const color = textProp(doc, 'color')?.replaceAll('.', '-');
  const size = textProp(doc, 'size');
  const names = [
    'text',
    weight && `w-${weight}`,
    size && `s-${size}`,
    color && `c-${color}`,
  ].filter(Boolean);
  return [el(tag, { class: names.join(' '), ...passedAttrs(doc) }, d.kids(doc), { key: doc.key })];
};
const inline =
  (tag: string): DrawComponent =>
  (doc, d) => [el(tag, {}, d.kids(doc), { key: doc.key })];

const heading: DrawComponent = (doc, d) => {
  const size = textProp(doc, 'size') ?? 'medium';
  const attrs = { class: `heading h-${size}`, id: textProp(doc, 'id'), ...passedAttrs(doc) };
  return [el(`h${d.headingLevel(doc)}`, attrs, d.kids(doc), { key: doc.key })];
};
const codeBlock: DrawComponent = (doc) => {
  const shown = textProp(doc, 'text') ?? '';
  const label = textProp(doc, 'codeBidiWarningLabel') ?? 'Code';
  const attrs = { class: 'code-block', tabindex: 0, role: 'region', 'aria-label': label };
  return [el('pre', attrs, [el('code', {}, [shown])], { key: doc.key })];
};
const badge: DrawComponent = (doc, d) => {
  const attrs = { class: `badge a-${textProp(doc, 'appearance') ?? 'default'}` };
  return [el('span', attrs, d.kids(doc), { key: doc.key })];
};
const lozenge: DrawComponent = (doc, d) => {
  const bold = flagProp(doc, 'isBold') ? ' bold' : '';
  const attrs = { class: `lozenge a-${textProp(doc, 'appearance') ?? 'default'}${bold}` };
  return [el('span', attrs, d.kids(doc), { key: doc.key })];
};
const tag: DrawComponent = (doc, d) => {
  const shown = textProp(doc, 'text');
  const href = safeHref(textProp(doc, 'href'));
  const attrs = { class: `tag t-${textProp(doc, 'color') ?? 'standard'}`, href };
  return [el(href ? 'a' : 'span', attrs, shown ? [shown] : d.kids(doc), { key: doc.key })];
};
const link: DrawComponent = (doc, d) => {
  const href = safeHref(textProp(doc, 'href'));
  const outside = flagProp(doc, 'openNewTab')
    ? { target: '_blank', rel: 'noopener noreferrer' }
    : {};
  const attrs = { class: 'link', href, ...outside, ...passedAttrs(doc) };
  return [el(href ? 'a' : 'span', attrs, d.kids(doc), { key: doc.key })];
};
const list: DrawComponent = (doc, d) => {
  const ordered = textProp(doc, 'type') === 'ordered';
  return [el(ordered ? 'ol' : 'ul', { class: 'list' }, d.kids(doc), { key: doc.key })];
};
const user: DrawComponent = (doc, d) => {
  const accountId = textProp(doc, 'accountId') ?? '';
  const name = d.ui.userName(accountId) ?? accountId;
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase();
  const hidden = flagProp(doc, 'hideDisplayName');
  const avatar = el('span', { class: 'avatar', 'aria-hidden': 'true' }, [initials]);
  const shown = el('span', { class: hidden ? 'visually-hidden' : 'user-name' }, [name]);
  return [el('span', { class: 'user' }, [avatar, shown], { key: doc.key })];
};
const icon: DrawComponent = (doc) => {
  const label = textProp(doc, 'label') ?? '';
  const glyph = textProp(doc, 'glyph') ?? '';
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' };
  return [el('span', { class: 'icon', 'data-glyph': glyph, ...named }, [], { key: doc.key })];
};
const image: DrawComponent = (doc) => {
  const src = textProp(doc, 'src') ?? '';
  const safe = /^(https?:|data:image\/|\/)/i.test(src) ? src : undefined;
  const size = { width: textProp(doc, 'width'), height: textProp(doc, 'height') };
  return [
    el('img', { class: 'image', src: safe, alt: textProp(doc, 'alt') ?? '', ...size }, [], {
      key: doc.key,
    }),
  ];
};

/** Drawers of texts by component name. */
export const TEXT_COMPONENTS: Record<string, DrawComponent> = {
  Text: text,
  Strong: inline('strong'),
  Em: inline('em'),
  Strike: inline('s'),
  Code: inline('code'),
  CodeBlock: codeBlock,
  Heading: heading,
  Badge: badge,
  Lozenge: lozenge,
  Tag: tag,
  TagGroup: (doc, d) => [el('span', { class: 'tag-group' }, d.kids(doc), { key: doc.key })],
  Link: link,
  List: list,
  ListItem: inline('li'),
  User: user,
  UserGroup: (doc, d) => [el('span', { class: 'user-group' }, d.kids(doc), { key: doc.key })],
  Icon: icon,
  Image: image,
};

/** An address that may stand in a link, or undefined: no scripts. */
export { safeHref };
