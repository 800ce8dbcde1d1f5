/** The exact requests of an action, all of them, as they will be sent. */
import { Button, CodeBlock, Stack, Text } from '@forge/react';
import type { RequestView } from '@kraken/shared';
import { useState } from 'react';
import { visibleLines, visibleText } from '../visible-text';

/** Opens and closes the list. */
export const RequestList = ({ requests }: { requests: RequestView[] }) => {
  const [isOpen, setOpen] = useState(false);
  if (requests.length === 0) return null;
  const count = `${requests.length} ${requests.length === 1 ? 'request' : 'requests'}`;
  return (
    <Stack space="space.050">
      <Button appearance="subtle" spacing="compact" onClick={() => setOpen(!isOpen)}>
        {isOpen ? `Hide ${count}` : `Show ${count}`}
      </Button>
      {isOpen ? <Text>Kraken will send exactly this, in this order:</Text> : null}
      {isOpen
        ? requests.map((request) => (
            <CodeBlock
              key={`${request.line} ${request.body ?? ''}`}
              language="text"
              text={textOf(request)}
            />
          ))
        : null}
    </Stack>
  );
};

function textOf(request: RequestView): string {
  const line = visibleText(request.line);
  return request.body === undefined ? line : `${line}\n${visibleLines(request.body)}`;
}
