/** What came of a change, in one sentence. */
import { SectionMessage, Text } from '@forge/react';
import type { ChangeOutcome } from '../admin-contract';
import { visibleText } from '../visible-text';

/** Nothing until something was tried. */
export const ChangeMessage = ({ outcome }: { outcome: ChangeOutcome | undefined }) => {
  if (outcome === undefined) return null;
  return (
    <SectionMessage
      appearance={outcome.isDone ? 'success' : 'warning'}
      title={outcome.isDone ? 'Done' : 'Not done'}
    >
      <Text>{visibleText(outcome.sentence)}</Text>
    </SectionMessage>
  );
};
