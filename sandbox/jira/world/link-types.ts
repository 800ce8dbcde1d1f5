/** Kinds of links between issues. */

/** A kind of link: `inward` and `outward` are how it reads from either end. */
export interface LinkType {
  id: string;
  name: string;
  inward: string;
  outward: string;
}

/** The kinds of link every site starts with. */
export const LINK_TYPES: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];
