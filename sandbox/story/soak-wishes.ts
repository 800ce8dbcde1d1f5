/** What the tickets of the long run wish for: how each kind is asked, what of it is there, and how it may end. */
import type { Sandbox } from '../start-sandbox.ts';

export interface SoakKind {
  name: string;
  /** A person has to approve it. */
  needsApproval: boolean;
  words(number: number): string;
  /** How often it is there; doing it twice shows. */
  countOf(sandbox: Sandbox, number: number): number;
  /** Whether a body of a write is this wish's. */
  isOwn(body: string, number: number): boolean;
  /** States in which its action may end, and those in which a decision without an action may. */
  ends: readonly string[];
}

/** What Jira's faults and the kills may lead to, told truly: Jira said no, nobody knows, or the order ended unsent. */
const ENDS = ['succeeded', 'failed', 'unknown', 'skipped'];

const issueOf = (number: number): string => `ABC-${1 + (number % 20)}`;

/** Asked again it changes nothing. */
const LABEL: SoakKind = {
  name: 'label',
  needsApproval: false,
  words: (number) => `Please add the label soak-${number} to ${issueOf(number)}.`,
  countOf: ({ jira }, number) =>
    jira.state().issues[issueOf(number)]?.labels.filter((label) => label === `soak-${number}`)
      .length ?? 0,
  isOwn: (body, number) => body.includes(`"soak-${number}"`),
  ends: ENDS,
};

/** Asked again it makes a second one. */
const ISSUE: SoakKind = {
  name: 'issue',
  needsApproval: false,
  words: (number) => `Create a task in WEB called "Soak task ${number}"`,
  countOf: ({ jira }, number) =>
    Object.values(jira.state().issues).filter(({ summary }) => summary === `Soak task ${number}`)
      .length,
  isOwn: (body, number) => body.includes(`"Soak task ${number}"`),
  ends: ENDS,
};

/** A key in letters. */
const keyOf = (number: number): string =>
  `SOAK${[...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}`;

/** Waits for a person, who may not come in time: then it expires. */
const PROJECT: SoakKind = {
  name: 'project',
  needsApproval: true,
  words: (number) =>
    `Please create a scrum project called "Soak ${number}" with the key ${keyOf(number)} and lead Kim Park.`,
  countOf: ({ jira }, number) =>
    Object.values(jira.state().projects).filter(({ name }) => name === `Soak ${number}`).length,
  isOwn: (body, number) => body.includes(`"${keyOf(number)}"`),
  ends: [...ENDS, 'expired'],
};

/** By turns; one ticket in five waits for a person, and two in five make something. */
const TURNS = [LABEL, ISSUE, LABEL, PROJECT, ISSUE];

/** The kind of this ticket. */
export function kindOf(number: number): SoakKind {
  return TURNS[number % TURNS.length] ?? LABEL;
}
