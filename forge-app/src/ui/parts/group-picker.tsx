/** Picks the group that sees restricted comments. */
import { Button, ButtonGroup, Inline, Label, Stack, Text, Textfield } from '@forge/react';
import { useState } from 'react';
import type { GroupChoice } from '../admin-contract';
import { callResolver } from '../call-resolver';
import { visibleText } from '../visible-text';

interface GroupPickerProps {
  group: GroupChoice | null;
  isBusy: boolean;
  onPick: (group: GroupChoice | null) => void;
}

/** Search by name, then one button per group found. */
export const GroupPicker = ({ group, isBusy, onPick }: GroupPickerProps) => {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<GroupChoice[] | undefined>(undefined);
  const search = async (): Promise<void> => {
    setFound(await callResolver<GroupChoice[]>('searchGroups', { query }).catch(() => []));
  };
  return (
    <Stack space="space.100">
      <Text>
        {group === null
          ? 'Approver group: none. Comments point to the panel and carry no link.'
          : `Approver group: ${visibleText(group.name)}`}
      </Text>
      <Label labelFor="group-search">Find a group</Label>
      <Inline space="space.100" alignBlock="center">
        <Textfield
          id="group-search"
          name="groupSearch"
          value={query}
          onChange={(event: { target: { value: string } }) => setQuery(event.target.value)}
        />
        <Button isDisabled={isBusy} onClick={() => void search()}>
          Search groups
        </Button>
        {group === null ? null : (
          <Button appearance="subtle" isDisabled={isBusy} onClick={() => onPick(null)}>
            Use no group
          </Button>
        )}
      </Inline>
      {found?.length === 0 ? <Text>No group found.</Text> : null}
      <ButtonGroup label="Groups found">
        {(found ?? []).map((choice) => (
          <Button key={choice.groupId} isDisabled={isBusy} onClick={() => onPick(choice)}>
            {`Use ${visibleText(choice.name)}`}
          </Button>
        ))}
      </ButtonGroup>
    </Stack>
  );
};
