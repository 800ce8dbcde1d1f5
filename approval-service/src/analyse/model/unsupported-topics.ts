/**
 * What people ask of Jira that no action of Kraken covers: what cannot be done, and what a person could do instead. The
 * model only picks the topic; every word said is one of these.
 */

/** A topic in two sentences. */
export interface UnsupportedTopic {
  /** Why Kraken cannot. */
  cannot: string;
  /** What a person could do. */
  instead: string;
}

const TOPICS = {
  'component-archive': {
    cannot: 'Jira gives apps no way to archive a component.',
    instead: 'A project administrator can rename it or delete it in the project settings.',
  },
  'board-settings': {
    cannot: 'Jira gives apps no way to change the columns, swimlanes or card layout of a board.',
    instead: 'A board administrator can change them in the board settings.',
  },
  automation: {
    cannot: 'Jira gives apps no way to make or change automation rules.',
    instead: 'A project administrator can do that under Automation in the project settings.',
  },
  'request-form': {
    cannot: 'Jira gives apps no way to change the fields of a portal request form.',
    instead: 'A project administrator can do that under Request types in the project settings.',
  },
  'account-merge': {
    cannot: 'Jira cannot merge two accounts.',
    instead: 'An administrator can give both the same access and deactivate one of them.',
  },
  'sign-in': {
    cannot:
      'Passwords, two-step verification and single sign-on are not part of Jira’s own administration.',
    instead:
      'The person can reset the password on the sign-in page; an organisation administrator manages the rest.',
  },
  'api-token': {
    cannot:
      'API tokens and keys belong to the person or service they were made for, and no app can renew them.',
    instead: 'Their owner can revoke them and make new ones in the account settings.',
  },
  'app-administration': {
    cannot: 'Installing, updating and removing Jira apps is left to people.',
    instead: 'A Jira administrator can do that under Apps.',
  },
  'licence-billing': {
    cannot: 'Licences, plans and bills are not something I can change.',
    instead: 'A billing contact can change them in the Atlassian administration.',
  },
  'email-settings': {
    cannot: 'Mail handlers, sender addresses and mail templates are not something I can change.',
    instead: 'A Jira administrator can change them in the system settings.',
  },
  'data-import': {
    cannot: 'I cannot import, export or copy the data of projects or sites.',
    instead: 'A Jira administrator can use the import and export pages of Jira.',
  },
  'report-or-answer': {
    cannot: 'I change settings of Jira; reports and searches are not something I write.',
    instead: 'A colleague can answer it, or a saved filter may show it.',
  },
  'bug-or-outage': {
    cannot: 'I cannot repair faults of Jira itself.',
    instead: 'A Jira administrator can look into it and ask Atlassian’s support.',
  },
  'other-product': {
    cannot: 'It is about another product than Jira.',
    instead: 'Whoever administers that product can do it.',
  },
  other: {
    cannot: 'None of my actions covers this.',
    instead: 'A Jira administrator can look into it.',
  },
} as const satisfies Record<string, UnsupportedTopic>;

export type TopicId = keyof typeof TOPICS;

/** All topics, for the schema and the prompt. */
export const TOPIC_IDS = Object.keys(TOPICS) as [TopicId, ...TopicId[]];

/** What is said of a topic: what cannot be done, then what a person could do. */
export function topicSentence(id: TopicId): string {
  const { cannot, instead } = TOPICS[id];
  return `${cannot} ${instead}`;
}
