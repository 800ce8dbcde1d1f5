/** Design tokens of `xcss` and of spacing props as inline style. Unknown properties and tokens are left out. */
import type { ForgeDoc } from './forge-doc.ts';

const PROPERTIES: Record<string, string> = {
  padding: 'padding',
  paddingInline: 'padding-inline',
  paddingBlock: 'padding-block',
  paddingBlockStart: 'padding-block-start',
  paddingBlockEnd: 'padding-block-end',
  paddingInlineStart: 'padding-inline-start',
  paddingInlineEnd: 'padding-inline-end',
  margin: 'margin',
  marginBlockStart: 'margin-block-start',
  marginBlockEnd: 'margin-block-end',
  backgroundColor: 'background-color',
  color: 'color',
  borderColor: 'border-color',
  borderStyle: 'border-style',
  borderWidth: 'border-width',
  borderRadius: 'border-radius',
  width: 'width',
  maxWidth: 'max-width',
  minWidth: 'min-width',
  height: 'height',
  maxHeight: 'max-height',
  overflow: 'overflow',
  overflowWrap: 'overflow-wrap',
  wordBreak: 'word-break',
  whiteSpace: 'white-space',
  textAlign: 'text-align',
  flexGrow: 'flex-grow',
};
const WIDTHS: Record<string, string> = { 'border.width': '1px', 'border.width.outline': '2px' };
const RADII: Record<string, string> = {
  'border.radius': '4px',
  'border.radius.100': '3px',
  'border.radius.200': '8px',
};
const SAFE = /^[a-zA-Z0-9 .,%#()-]+$/;

/** `space.100` -> `8px`; undefined for anything that is no space token. */
export function spaceOf(token: unknown): string | undefined {
  const found = typeof token === 'string' ? /^space\.(\d+)$/.exec(token) : null;
  return found ? `${(Number(found[1]) * 8) / 100}px` : undefined;
}

function toCssValue(token: unknown): string | undefined {
  if (typeof token === 'number') return `${token}px`;
  if (typeof token !== 'string') return undefined;
  const color = /^(?:elevation|color)\.([a-z.]+)$/.exec(token)?.[1];
  if (color) return `var(--${color.replaceAll('.', '-')})`;
  const value = spaceOf(token) ?? WIDTHS[token] ?? RADII[token] ?? token;
  return SAFE.test(value) && !/url\s*\(/i.test(value) ? value : undefined;
}

/** The style of a component's `xcss`, or undefined. */
export function styleOf(doc: ForgeDoc): string | undefined {
  const xcss = doc.props['xcss'];
  const parts = [xcss]
    .flat(3)
    .flatMap((part) => (part && typeof part === 'object' ? Object.entries(part) : []));
  const lines = parts.flatMap(([name, token]) => {
    const property = PROPERTIES[name];
    const value = toCssValue(token);
    return property && value ? [`${property}:${value}`] : [];
  });
  return lines.length > 0 ? lines.join(';') : undefined;
}
