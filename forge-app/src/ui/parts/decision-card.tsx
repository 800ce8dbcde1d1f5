/** One decision: its state in words, its actions, who must or did decide, and the buttons of those who may. */
import { Box, Heading, Inline, List, ListItem, Lozenge, Stack, Text } from '@forge/react';
import { type ApprovalView, timeWords } from '@kraken/shared';
import type { DecidePayload, PanelDecision, PressPayload } from '../panel-contract';
import { whoMustDecide, wordOfDecision } from '../state-words';
import { visibleText } from '../visible-text';
import { ActionCard } from './action-card';
import { DecideForm } from './decide-form';
import { PressButtons } from './press-buttons';

interface DecisionCardProps {
  item: PanelDecision;
  isBusy: boolean;
  onDecide: (payload: DecidePayload) => Promise<void>;
  onPress: (payload: PressPayload) => Promise<void>;
}

/** A card. */
export const DecisionCard = (props: DecisionCardProps) => {
  const { item, isBusy, onPress } = props;
  const { decision } = item;
  const { approval } = decision;
  const { word, tone } = wordOfDecision(decision);
  return (
    <Box padding="space.100">
      <Stack space="space.150">
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Heading size="small" as="h3">
            {visibleText(decision.stateSentence)}
          </Heading>
          <Lozenge appearance={tone}>{word}</Lozenge>
        </Inline>
        {decision.outcome === undefined ? null : <Text>{visibleText(decision.outcome)}</Text>}
        {decision.note === undefined ? null : <Text>{visibleText(decision.note)}</Text>}
        {decision.actions.map((action) => (
          <ActionCard key={action.index} action={action} approval={approval} />
        ))}
        {approval === undefined ? null : <Decided approval={approval} />}
        {approval === undefined ? null : <Drift approval={approval} />}
        {approval?.state === 'staged' ? <WhoDecides {...props} approval={approval} /> : null}
        <PressButtons
          item={item}
          isBusy={isBusy}
          onPress={(press) => onPress({ decisionId: decision.decisionId, press })}
          onWithdraw={() => withdraw(props)}
        />
      </Stack>
    </Box>
  );
};

/** Takes back the request that waits. */
async function withdraw({ item, onDecide }: DecisionCardProps): Promise<void> {
  const { decisionId, approval } = item.decision;
  if (approval === undefined) return;
  const { approvalId, planDigest } = approval;
  await onDecide({ decisionId, approvalId, planDigest, verdict: 'withdraw' });
}

const WhoDecides = (props: DecisionCardProps & { approval: ApprovalView }) => {
  const { item, approval, isBusy, onDecide } = props;
  const { rights, decision } = item;
  if (rights.canApprove || rights.canDeny) {
    return (
      <DecideForm
        approval={approval}
        rights={rights}
        isBusy={isBusy}
        onDecide={(verdict, words) =>
          onDecide({
            decisionId: decision.decisionId,
            approvalId: approval.approvalId,
            planDigest: approval.planDigest,
            verdict,
            ...words,
          })
        }
      />
    );
  }
  const isUnknown = rights.authority === 'unknown';
  return (
    <Text>
      {isUnknown
        ? 'Jira did not say whether you may decide. Press Refresh.'
        : whoMustDecide(approval)}
    </Text>
  );
};

const Decided = ({ approval }: { approval: ApprovalView }) => {
  if (approval.decidedBy === undefined) return null;
  const verb = verbOf(approval);
  const when =
    approval.decidedAt === undefined ? '' : `, ${timeWords(Date.parse(approval.decidedAt))}`;
  const reason = approval.reason === undefined ? '' : `: “${approval.reason}”`;
  return <Text>{visibleText(`${verb} by ${approval.decidedBy}${when}${reason}`)}</Text>;
};

function verbOf({ state, isWithdrawal }: ApprovalView): string {
  if (isWithdrawal) return 'Withdrawn';
  return state === 'denied' ? 'Denied' : 'Approved';
}

/** What is not any more as it was when the plan was first shown. */
const Drift = ({ approval }: { approval: ApprovalView }) => {
  const rows = approval.drift ?? [];
  if (rows.length === 0) return null;
  return (
    <Stack space="space.050">
      <Text weight="semibold">Changed in Jira since you were asked</Text>
      <List type="unordered">
        {rows.map(({ label, before, after }) => (
          <ListItem key={`${label} ${before} ${after}`}>
            {visibleText(`${label}: was ${before}, is ${after}`)}
          </ListItem>
        ))}
      </List>
    </Stack>
  );
};
