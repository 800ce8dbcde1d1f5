/** One action: what it would do, why it is classed so, what it touches, how it ended. */
import { Heading, Inline, List, ListItem, Lozenge, Stack, Text } from '@forge/react';
import type { ActionView, ApprovalView, ChangeRow, Quote } from '@kraken/shared';
import { CLASS_WORDS, wordOfAction } from '../state-words';
import { visibleText } from '../visible-text';
import { RequestList } from './request-list';

const VOICES: Record<Quote['voice'], string> = {
  reporter: 'The reporter wrote',
  administrator: 'An administrator wrote',
  other: 'Somebody else wrote',
};

interface ActionCardProps {
  action: ActionView;
  approval: ApprovalView | undefined;
}

/** A card; details that were not handed over are simply absent. */
export const ActionCard = ({ action, approval }: ActionCardProps) => {
  const sentence = visibleText(action.sentence);
  const { word, tone } = wordOfAction(action.state, approval);
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Heading size="xsmall" as="h4">
          {sentence}
        </Heading>
        <Lozenge appearance={tone}>{word}</Lozenge>
      </Inline>
      {action.quotes.map((quote) => (
        <Text key={`${quote.voice} ${quote.text}`}>{quoteText(quote)}</Text>
      ))}
      {action.resultSentence === undefined ? null : (
        <Text weight="semibold">{visibleText(action.resultSentence)}</Text>
      )}
      <Text>{classSentence(action)}</Text>
      <Lines
        title="Why"
        lines={action.reasons.map(({ rule, sentence: why }) => `${why} (${rule})`)}
      />
      <Lines title="Before and after" lines={action.rows.map(rowText)} />
      <Lines title="It touches" lines={action.radius} />
      <Text>{visibleText(action.reversibility.sentence)}</Text>
      <RequestList requests={action.requests} />
    </Stack>
  );
};

/** A press is nobody's words. */
function quoteText({ source, voice, text }: Quote): string {
  if (source.kind === 'press') return visibleText(text);
  return `${VOICES[voice]}: “${visibleText(text)}”`;
}

function classSentence(action: ActionView): string {
  const level = action.class === 'requires-approval' && action.level === 'critical';
  return level ? `${CLASS_WORDS[action.class]} (critical)` : CLASS_WORDS[action.class];
}

function rowText(row: ChangeRow): string {
  const [before, after] = [row.before, row.after].map((text) => (text === '' ? 'nothing' : text));
  return `${row.label}: before ${before}, after ${after}`;
}

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) => {
  if (lines.length === 0) return null;
  return (
    <Stack space="space.050">
      <Text weight="semibold">{title}</Text>
      <List type="unordered">
        {[...new Set(lines)].map((line) => (
          <ListItem key={line}>{visibleText(line)}</ListItem>
        ))}
      </List>
    </Stack>
  );
};
