/**
 * What the steps need from the outside, in the words of the domain. Adapters implement these; `compose.ts` is the
 * only place where the two meet. Ports are async and name nothing of an engine.
 */
export type * from './ports/outside.ts';
export type * from './ports/playbook.ts';
export type * from './ports/rows.ts';
export type * from './ports/store.ts';
