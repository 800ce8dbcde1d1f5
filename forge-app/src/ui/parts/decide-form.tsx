/**
 * Approve and Deny. A standard approval is one press; a critical one asks for a reason and the project key, a denial for a
 * reason the requester will read. Shown only to those who may press, and the resolver asks Jira again.
 */
import {
  Button,
  ButtonGroup,
  ErrorMessage,
  HelperMessage,
  Label,
  Stack,
  Text,
  TextArea,
  Textfield,
} from '@forge/react';
import type { ApprovalView } from '@kraken/shared';
import { useState } from 'react';
import type { DecidePayload, ViewerRights } from '../panel-contract';
import { visibleText } from '../visible-text';

type Verdict = Exclude<DecidePayload['verdict'], 'withdraw'>;

interface DecideFormProps {
  approval: ApprovalView;
  rights: ViewerRights;
  isBusy: boolean;
  onDecide: (verdict: Verdict, words: { reason?: string; typedKey?: string }) => Promise<void>;
}

/** The buttons, and the form a press opens. */
export const DecideForm = ({ approval, rights, isBusy, onDecide }: DecideFormProps) => {
  const [open, setOpen] = useState<Verdict | undefined>(undefined);
  const isCritical = approval.level === 'critical';
  const approve = (): void => {
    if (isCritical) setOpen('approve');
    else void onDecide('approve', {});
  };
  return (
    <Stack space="space.100">
      {rights.isInvolved ? <Text weight="semibold">You asked for this</Text> : null}
      {open === undefined ? (
        <ButtonGroup label="Decide">
          {rights.canApprove ? (
            <Button appearance="primary" isDisabled={isBusy} onClick={approve}>
              Approve
            </Button>
          ) : null}
          {rights.canDeny ? (
            <Button isDisabled={isBusy} onClick={() => setOpen('deny')}>
              Deny
            </Button>
          ) : null}
        </ButtonGroup>
      ) : (
        <WordsForm
          id={approval.approvalId}
          verdict={open}
          typedKey={open === 'approve' ? approval.typedKey : undefined}
          isBusy={isBusy}
          onCancel={() => setOpen(undefined)}
          onSend={(words) => onDecide(open, words)}
        />
      )}
    </Stack>
  );
};

interface WordsFormProps {
  /** Keeps field ids apart when several decisions wait on one issue. */
  id: string;
  verdict: Verdict;
  /** Key to be typed; undefined where none is asked for. */
  typedKey: string | undefined;
  isBusy: boolean;
  onCancel: () => void;
  onSend: (words: { reason?: string; typedKey?: string }) => Promise<void>;
}

interface FieldEvent {
  target: { value: string };
}

const WordsForm = ({ id, verdict, typedKey, isBusy, onCancel, onSend }: WordsFormProps) => {
  const [reason, setReason] = useState('');
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState('');
  const send = (): void => {
    const missing = findMissing(reason, key, typedKey);
    setProblem(missing);
    if (missing !== '') return;
    void onSend({
      reason: reason.trim(),
      ...(typedKey === undefined ? {} : { typedKey: key.trim() }),
    });
  };
  const isDenial = verdict === 'deny';
  return (
    <Stack space="space.100">
      <Label labelFor={`${id}-reason`}>Reason</Label>
      <TextArea
        id={`${id}-reason`}
        name="reason"
        value={reason}
        isRequired
        maxLength={1000}
        onChange={(event: FieldEvent) => setReason(event.target.value)}
      />
      <HelperMessage>
        {isDenial ? 'The requester will read this.' : 'It stands in the ticket beside your name.'}
      </HelperMessage>
      {typedKey === undefined ? null : (
        <KeyField id={`${id}-key`} typedKey={typedKey} value={key} onChange={setKey} />
      )}
      {problem === '' ? null : <ErrorMessage>{problem}</ErrorMessage>}
      <ButtonGroup label={isDenial ? 'Deny' : 'Approve'}>
        <Button appearance={isDenial ? 'danger' : 'primary'} isDisabled={isBusy} onClick={send}>
          {isDenial ? 'Deny' : 'Approve'}
        </Button>
        <Button appearance="subtle" isDisabled={isBusy} onClick={onCancel}>
          Back
        </Button>
      </ButtonGroup>
    </Stack>
  );
};

interface KeyFieldProps {
  id: string;
  typedKey: string;
  value: string;
  onChange: (text: string) => void;
}

const KeyField = ({ id, typedKey, value, onChange }: KeyFieldProps) => (
  <Stack space="space.050">
    <Label labelFor={id}>{`Type ${visibleText(typedKey)} to confirm`}</Label>
    <Textfield
      id={id}
      name="typedKey"
      value={value}
      isRequired
      autoComplete="off"
      onChange={(event: FieldEvent) => onChange(event.target.value)}
    />
  </Stack>
);

function findMissing(reason: string, key: string, typedKey: string | undefined): string {
  if (reason.trim() === '') return 'Give a reason.';
  if (typedKey !== undefined && key.trim() !== typedKey)
    return `Type the key ${visibleText(typedKey)}.`;
  return '';
}
