/** The issue panel: what Kraken made of this issue, what became of it, and the decision of those who may decide. */
import ForgeReconciler, {
  Button,
  Inline,
  SectionMessage,
  Spinner,
  Stack,
  Text,
} from '@forge/react';
import { useState } from 'react';
import { callResolver } from './call-resolver';
import type { DecideOutcome, DecidePayload, PanelView, PressPayload } from './panel-contract';
import { DecisionCard } from './parts/decision-card';
import { usePanel } from './use-panel';
import { visibleText } from './visible-text';

const NOT_REACHED: DecideOutcome = {
  state: 'not-sure',
  sentence:
    'The connection broke, so it is not sure that your decision arrived. Press Refresh to see.',
};

const Panel = () => {
  const { view, isLost, isLoading, refresh } = usePanel();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<DecideOutcome | undefined>(undefined);
  const call = async (name: 'decide' | 'press', payload: object): Promise<void> => {
    setBusy(true);
    setOutcome(undefined);
    const answer = await callResolver<DecideOutcome>(name, payload).catch(() => NOT_REACHED);
    setOutcome(answer);
    await refresh();
    setBusy(false);
  };
  return (
    <Stack space="space.200">
      {outcome === undefined ? null : <Outcome outcome={outcome} />}
      {isBusy ? <Text>Running…</Text> : null}
      {isLost ? <Unavailable what="service" /> : null}
      {view === undefined ? <Loading isLost={isLost} /> : null}
      {view === undefined ? null : (
        <Content
          view={view}
          isBusy={isBusy}
          onDecide={(payload) => call('decide', payload)}
          onPress={(payload) => call('press', payload)}
        />
      )}
      <Inline>
        <Button appearance="subtle" isDisabled={isLoading} onClick={() => void refresh()}>
          Refresh
        </Button>
      </Inline>
    </Stack>
  );
};

const Loading = ({ isLost }: { isLost: boolean }) =>
  isLost ? null : (
    <Inline space="space.100" alignBlock="center">
      <Spinner label="Loading" size="small" />
      <Text>Loading</Text>
    </Inline>
  );

const OUTCOME_TITLES: Record<DecideOutcome['state'], string> = {
  decided: 'Your decision',
  'not-decided': 'Nothing was decided',
  'not-sure': 'Not sure',
};

const Outcome = ({ outcome }: { outcome: DecideOutcome }) => (
  <SectionMessage
    appearance={outcome.state === 'decided' ? 'success' : 'warning'}
    title={OUTCOME_TITLES[outcome.state]}
  >
    <Text>{visibleText(outcome.sentence)}</Text>
  </SectionMessage>
);

const Unavailable = ({ what }: { what: 'service' | 'issue' }) => (
  <SectionMessage
    appearance="error"
    title={what === 'service' ? 'Kraken’s service did not answer' : 'Jira did not show this issue'}
  >
    <Text>
      {what === 'service'
        ? 'Nothing was changed. Press Refresh in a minute. If it stays like this, ask a Jira administrator to open Jira settings > Apps > Kraken.'
        : 'Press Refresh. If it stays like this, you may not be allowed to see the issue.'}
    </Text>
  </SectionMessage>
);

interface ContentProps {
  view: PanelView;
  isBusy: boolean;
  onDecide: (payload: DecidePayload) => Promise<void>;
  onPress: (payload: PressPayload) => Promise<void>;
}

const Content = ({ view, isBusy, onDecide, onPress }: ContentProps) => {
  if (view.state === 'unavailable') return <Unavailable what={view.what} />;
  const { site, decisions } = view;
  return (
    <Stack space="space.200">
      {site.mode === 'paused' ? (
        <SectionMessage appearance="warning" title={visibleText(site.pausedSentence ?? 'Paused')}>
          <Text>Nothing runs until an administrator resumes Kraken. What waits keeps waiting.</Text>
        </SectionMessage>
      ) : null}
      {decisions.length === 0 ? (
        <Text>
          Kraken has done nothing here yet. It reads an issue when it is created, edited or
          commented on.
        </Text>
      ) : null}
      {decisions.map((item) => (
        <DecisionCard
          key={item.decision.decisionId}
          item={item}
          isBusy={isBusy}
          onDecide={onDecide}
          onPress={onPress}
        />
      ))}
    </Stack>
  );
};

ForgeReconciler.render(<Panel />);
