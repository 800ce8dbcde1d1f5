/** Undo, Retry and Withdraw: shown only to those who may press, and the resolver asks Jira again. */
import { Button, ButtonGroup, Stack, Text } from '@forge/react';
import { type DecisionView, timeWords } from '@kraken/shared';
import type { PanelDecision, PressPayload } from '../panel-contract';
import { visibleText } from '../visible-text';

interface PressButtonsProps {
  item: PanelDecision;
  isBusy: boolean;
  onPress: (press: PressPayload['press']) => Promise<void>;
  onWithdraw: () => Promise<void>;
}

/** The buttons, and why there is none where somebody would look for one. */
export const PressButtons = ({ item, isBusy, onPress, onWithdraw }: PressButtonsProps) => {
  const { decision, rights } = item;
  const { canUndo, canRetry, canWithdraw } = rights;
  return (
    <Stack space="space.050">
      {canUndo || canRetry || canWithdraw ? (
        <ButtonGroup label="More">
          {canUndo ? (
            <Button isDisabled={isBusy} onClick={() => void onPress('undo')}>
              Undo
            </Button>
          ) : null}
          {canRetry ? (
            <Button isDisabled={isBusy} onClick={() => void onPress('retry')}>
              Retry what failed
            </Button>
          ) : null}
          {canWithdraw ? (
            <Button appearance="subtle" isDisabled={isBusy} onClick={() => void onWithdraw()}>
              Withdraw
            </Button>
          ) : null}
        </ButtonGroup>
      ) : null}
      {linesOf(decision, canUndo).map((line) => (
        <Text key={line}>{visibleText(line)}</Text>
      ))}
    </Stack>
  );
};

/** How long it can be undone, or why not; where it comes from and what followed. */
function linesOf(decision: DecisionView, canUndo: boolean): string[] {
  const { undo, retry, origin, followUps, actions } = decision;
  const has = (state: string): boolean => actions.some((action) => action.state === state);
  const until =
    undo.until === undefined ? '' : `Can be undone until ${timeWords(Date.parse(undo.until))}.`;
  return [
    origin === undefined
      ? ''
      : `${origin.by} pressed ${PRESSED[origin.kind]} on the entry ${origin.of}.`,
    ...followUps.map(({ kind, decisionId }) => `${FOLLOWED[kind]} the entry ${decisionId}.`),
    canUndo ? until : '',
    has('succeeded') && undo.why !== undefined ? `Undo: ${undo.why}` : '',
    has('failed') && retry.why !== undefined ? `Retry: ${retry.why}` : '',
  ].filter((line) => line !== '');
}

const PRESSED = { undo: 'Undo', retry: 'Retry' } as const;
const FOLLOWED = { undo: 'Undo was pressed, see', retry: 'It was tried again, see' } as const;
