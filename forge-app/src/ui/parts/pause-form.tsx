/** One stop for the whole site, with a reason everybody reads. */
import { Button, Heading, Label, SectionMessage, Stack, Text, Textfield } from '@forge/react';
import { type SettingsAnswer, timeWords } from '@kraken/shared';
import { useState } from 'react';
import type { PausePayload } from '../admin-contract';
import { useChange } from '../use-change';
import { visibleText } from '../visible-text';
import { ChangeMessage } from './change-message';

interface PauseFormProps {
  paused: SettingsAnswer['paused'];
  reload: () => Promise<void>;
}

/** Pause while running, Resume while paused. */
export const PauseForm = ({ paused, reload }: PauseFormProps) => {
  const [reason, setReason] = useState('');
  const { isBusy, outcome, run } = useChange(reload);
  const isPaused = paused !== null;
  const send = (): void => {
    const payload: PausePayload = { paused: !isPaused, reason: reason.trim() };
    void run('setPaused', payload).then((answer) => answer.isDone && setReason(''));
  };
  return (
    <Stack space="space.100">
      <Heading size="small" as="h2">
        {isPaused ? 'Resume' : 'Pause'}
      </Heading>
      {isPaused ? (
        <SectionMessage appearance="warning" title="Kraken is paused">
          <Text>{visibleText(pausedWords(paused))}</Text>
        </SectionMessage>
      ) : (
        <Text>Pausing stops everything before its next change. What waits keeps waiting.</Text>
      )}
      <Label labelFor="pause-reason">Reason</Label>
      <Textfield
        id="pause-reason"
        name="pauseReason"
        value={reason}
        isRequired
        onChange={(event: { target: { value: string } }) => setReason(event.target.value)}
      />
      <Button
        appearance={isPaused ? 'primary' : 'danger'}
        isDisabled={isBusy || reason.trim() === ''}
        onClick={send}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
      <ChangeMessage outcome={outcome} />
    </Stack>
  );
};

function pausedWords(paused: NonNullable<SettingsAnswer['paused']>): string {
  return `Paused by ${paused.by} since ${timeWords(Date.parse(paused.since))}: “${paused.reason}”`;
}
