/**
 * Draws a ForgeDoc as an element tree; the browser page and the headless session use the same one. Pure apart from the
 * functions it is given. It guarantees that text stays text, that heading levels never skip, and that a component nobody
 * draws stands visibly on the page and is reported. It leaves out Atlassian's exact look.
 */
import { CHOICE_COMPONENTS } from './render/draw-choices.ts';
import { FIELD_COMPONENTS } from './render/draw-fields.ts';
import { LAYOUT_COMPONENTS } from './render/draw-layout.ts';
import { MESSAGE_COMPONENTS } from './render/draw-messages.ts';
import { TEXT_COMPONENTS } from './render/draw-text.ts';
import {
  type DrawComponent,
  type Drawing,
  type ForgeDoc,
  textProp,
  type UiState,
} from './render/forge-doc.ts';
import { el, type HostElement, type HostNode } from './render/host-element.ts';

const SIZES = ['xxlarge', 'xlarge', 'large', 'medium', 'small', 'xsmall', 'xxsmall'];
const HEADED = ['Heading', 'EmptyState'];

const COMPONENTS: Record<string, DrawComponent> = {
  ...TEXT_COMPONENTS,
  ...LAYOUT_COMPONENTS,
  ...MESSAGE_COMPONENTS,
  ...FIELD_COMPONENTS,
  ...CHOICE_COMPONENTS,
};

/** Names of all components the renderer draws. */
export const DRAWN_COMPONENTS: readonly string[] = ['String', ...Object.keys(COMPONENTS)];

const sizeOf = (doc: ForgeDoc): number => {
  const at = SIZES.indexOf(
    textProp(doc, 'size') ?? (doc.type === 'EmptyState' ? 'small' : 'medium'),
  );
  return at < 0 ? 3 : at;
};

function listHeadings(doc: ForgeDoc): ForgeDoc[] {
  const own = HEADED.includes(doc.type) ? [doc] : [];
  return [...own, ...doc.children.flatMap(listHeadings)];
}

/** Sizes become levels: the largest used is `base`, and no level is more than one below the heading before it. */
function chooseLevels(doc: ForgeDoc, base: number): Map<string, number> {
  const headings = listHeadings(doc);
  const used = [...new Set(headings.map(sizeOf))].sort((a, b) => a - b);
  const levels = new Map<string, number>();
  let before = base - 1;
  for (const heading of headings) {
    const level = Math.min(base + used.indexOf(sizeOf(heading)), before + 1, 6);
    levels.set(heading.key, level);
    before = level;
  }
  return levels;
}

/**
 * Draws the document. `baseLevel` is the level of its largest heading (2 under a page title).
 * A component nobody draws becomes a visible "not drawn: X" and is told to `ui.notDrawn`.
 */
export function renderForgeDoc(doc: ForgeDoc, ui: UiState, baseLevel = 2): HostElement {
  const levels = chooseLevels(doc, baseLevel);
  const node = (part: ForgeDoc): HostNode[] => {
    if (part.type === 'String') return [String(part.props['text'] ?? '')];
    const draw = Object.hasOwn(COMPONENTS, part.type) ? COMPONENTS[part.type] : undefined;
    if (draw) return draw(part, drawing);
    ui.notDrawn(part.type);
    return [
      el(
        'div',
        { class: 'not-drawn', role: 'note' },
        [`not drawn: ${part.type}`, ...drawing.kids(part)],
        { key: part.key },
      ),
    ];
  };
  const drawing: Drawing = {
    ui,
    node,
    kids: (part) => part.children.flatMap(node),
    headingLevel: (part) => levels.get(part.key) ?? baseLevel,
  };
  const [drawn] = node(doc);
  return typeof drawn === 'object' ? drawn : el('div', {}, drawn === undefined ? [] : [drawn]);
}
