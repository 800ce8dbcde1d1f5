/** What waits for an administrator. Deciding happens in the panel of the issue, where everything is shown. */
import { Heading, Link, List, ListItem, Stack, Text } from '@forge/react';
import type { DecisionView } from '@kraken/shared';
import type { PendingList } from '../admin-contract';
import { visibleText } from '../visible-text';

/** One line per decision, with the way to its issue. */
export const Pending = ({ pending }: { pending: PendingList | undefined }) => (
  <Stack space="space.100">
    <Heading size="small" as="h2">
      Waiting for an administrator
    </Heading>
    <PendingLines pending={pending} />
  </Stack>
);

const PendingLines = ({ pending }: { pending: PendingList | undefined }) => {
  if (pending === undefined) return <Text>Loading</Text>;
  if (pending.state === 'unavailable') return <Text>Kraken’s service did not say what waits.</Text>;
  if (pending.items.length === 0) return <Text>Nothing waits.</Text>;
  return (
    <Stack space="space.100">
      <List type="unordered">
        {pending.items.map((decision) => (
          <ListItem key={decision.decisionId}>
            <Link href={`/browse/${encodeURIComponent(decision.issueKey)}`} openNewTab>
              {decision.issueKey}
            </Link>
            {` ${visibleText(summaryOf(decision))}`}
          </ListItem>
        ))}
      </List>
      {pending.hasMore ? <Text>There are more; the dashboard lists all of them.</Text> : null}
    </Stack>
  );
};

function summaryOf(decision: DecisionView): string {
  const actions = decision.actions.map(({ sentence }) => sentence).join('; ');
  return `${actions}. ${decision.stateSentence}`;
}
