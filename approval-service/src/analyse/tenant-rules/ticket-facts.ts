/** Facts of a ticket that conditions look at. They never reach a model. A fact that is not known is `null`, never empty. */
import type { TicketRouting } from '@kraken/shared';

export interface TicketFacts {
  projectKey: string;
  issueType: string | null;
  labels: readonly string[] | null;
  /** Names and ids of the groups the reporter is in. */
  reporterGroups: readonly string[] | null;
}

/** The facts that came with a delivery. */
export function factsOf(routing: TicketRouting): TicketFacts {
  return {
    projectKey: routing.projectKey,
    issueType: routing.issueType?.name ?? null,
    labels: routing.labels ?? null,
    reporterGroups: isOnePerson(routing) ? groupsOf(routing) : null,
  };
}

/** Where somebody else filed the ticket his words count as well, and nothing tells his groups. */
function isOnePerson({ reporterAccountId, creatorAccountId }: TicketRouting): boolean {
  return reporterAccountId === creatorAccountId;
}

function groupsOf({ reporterGroups }: TicketRouting): string[] | null {
  return reporterGroups?.flatMap(({ groupId, name }) => [groupId, name]) ?? null;
}
