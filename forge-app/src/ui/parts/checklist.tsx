/** The first-run checklist. */
import { Heading, Inline, Lozenge, Stack, Text } from '@forge/react';
import type { CheckLine } from '../admin-contract';
import type { StateWord } from '../state-words';
import { visibleText } from '../visible-text';

const WORDS: Record<CheckLine['state'], StateWord> = {
  good: { word: 'Ready', tone: 'success' },
  wait: { word: 'Settling', tone: 'inprogress' },
  todo: { word: 'To do', tone: 'new' },
  bad: { word: 'Problem', tone: 'removed' },
  unknown: { word: 'Not known', tone: 'default' },
};

/** One line per thing Kraken needs. */
export const Checklist = ({ lines }: { lines: readonly CheckLine[] }) => (
  <Stack space="space.100">
    <Heading size="small" as="h2">
      Checklist
    </Heading>
    {lines.map((line) => (
      <Inline key={line.id} space="space.100" alignBlock="center">
        <Lozenge appearance={WORDS[line.state].tone}>{WORDS[line.state].word}</Lozenge>
        <Text>{visibleText(line.sentence)}</Text>
      </Inline>
    ))}
  </Stack>
);
